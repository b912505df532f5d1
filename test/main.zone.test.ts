import { expect, test } from 'vitest';
import { rehearse } from './helpers/rehearsal.ts';
import { documentOf, teamsync } from './helpers/run-main.ts';

const berlin = { zone: 'Europe/Berlin' };
const PAST = 'hold add a@x.org --until 2020-01-01 --why Leave';

test('people read dates in their time zone', async () => {
  const { stdout } = await teamsync('--sandbox sandbox show', berlin);
  expect(stdout).toContain(', at 2026-03-02 11:00 CET\n');
  const { stderr } = await teamsync(PAST, berlin);
  expect(stderr).toContain('--until 2020-01-01 has passed: it ended at 2020-01-02 01:00 CET.\n');
});

test('programs read them in UTC, and beside them people still read theirs', async () => {
  const ran = await teamsync(`${PAST} --json`, berlin);
  expect(documentOf(ran)).toMatchObject({
    error: { message: '--until 2020-01-01 has passed: it ended at 2020-01-02T00:00:00.000Z.' },
  });
  expect(ran.stderr).toContain('2020-01-02 01:00 CET');
  const shown = await teamsync('--sandbox sandbox show --json', berlin);
  expect(documentOf(shown)).toMatchObject({ data: { now: expect.stringMatching(/Z$/) as unknown } });
});

test('a result that is a file for programs keeps what looks like a time', async () => {
  const here = await rehearse();
  await here.alter('ana.lopez@example.com', { externalId: '2026-03-02T10:00:00Z' });
  const { stdout } = await here.run('roster export');
  expect(stdout).toContain('2026-03-02T10:00:00Z');
  expect((await here.run('member list --csv')).stdout).toContain('2026-03-02T10:00:00Z');
});
