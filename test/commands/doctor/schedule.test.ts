import { expect, test } from 'vitest';
import { checkSchedule } from '../../../src/commands/doctor/schedule.ts';
import { leaveRun } from '../../state/run-values.ts';
import { place } from '../history/place.ts';

test('a good run of today is fine', async () => {
  const here = await place();
  await leaveRun(here.state, 'fresh', { at: '2026-03-02T07:59:59.500Z', result: {} });
  const { status, message } = await checkSchedule(here.context(), 0);
  expect(status).toBe('ok');
  expect(message).toMatch(/^Healthy: the last good run \(fresh, .*26 hours\.$/);
});

test('that nothing ran yet, or not lately, is a warning with what to type', async () => {
  const here = await place();
  expect(await checkSchedule(here.context(), 0)).toMatchObject({
    status: 'warning',
    message: 'No run of this team has ended well yet.',
    hint: expect.stringContaining('teamsync reconcile ROSTER --yes') as string,
  });
  await leaveRun(here.state, 'old', { at: '2026-02-20T10:00:00.000Z', result: {} });
  expect((await checkSchedule(here.context(), 0)).message).toContain('more than 26 hours ago');
});

test('a credential that is not complete fails', async () => {
  const here = await place(null);
  await leaveRun(here.state, 'fresh', { at: '2026-03-02T07:59:59.500Z', result: {} });
  const context = here.context({}, { env: { TEAMSYNC_DROPBOX_REFRESH_TOKEN: 'r' } });
  expect(await checkSchedule(context, 0)).toMatchObject({ status: 'failed', error: { exitCode: 7 } });
});
