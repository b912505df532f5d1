import { expect, test } from 'vitest';
import { install } from '../helpers/cli.ts';

test('without credentials the run ends with 5 and names the variables', async () => {
  const here = await install();
  const ran = await here.run(['reconcile', 'fixtures/roster.csv', '--dry-run']);
  expect(ran.exitCode).toBe(5);
  expect(ran.stderr).toContain('TEAMSYNC_DROPBOX_ACCESS_TOKEN');
});

test('an API address that is neither https nor loopback is refused before the token goes anywhere', async () => {
  const here = await install();
  const ran = await here.run(['reconcile', 'fixtures/roster.csv', '--dry-run'], {
    env: { TEAMSYNC_DROPBOX_API_URL: 'http://dropbox.example', TEAMSYNC_DROPBOX_ACCESS_TOKEN: 'sl.secret' },
  });
  expect(ran.exitCode).toBe(7);
  expect(ran.stderr).not.toContain('sl.secret');
});
