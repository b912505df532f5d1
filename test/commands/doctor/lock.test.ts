import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLock } from '../../../src/commands/doctor/lock.ts';
import { processIdentity } from '../../../src/state/process-identity.ts';
import { teamFolder } from '../../../src/state/team-folder.ts';
import { leaveLock } from '../../state/lock-request.ts';
import { TEAM } from '../../state/run-values.ts';
import { place } from '../history/place.ts';

test('no lock is fine', async () => {
  const here = await place();
  expect(await checkLock(here.context(), TEAM)).toMatchObject({
    status: 'ok',
    message: 'No run holds the lock of the team.',
  });
});

test('a run at work is a warning that names it', async () => {
  const here = await place();
  const { bootId, processStart } = await processIdentity(process.pid);
  const path = await leaveLock(teamFolder(here.state, TEAM), { pid: process.pid, bootId, processStart });
  const { status, message, hint } = await checkLock(here.context(), TEAM);
  expect(status).toBe('warning');
  expect(message).toContain(`A run is at work: process ${String(process.pid)} on here`);
  expect(hint).toContain(path);
});

test('a lock that was left behind is a warning that asks for nothing', async () => {
  const here = await place();
  await leaveLock(teamFolder(here.state, TEAM), { bootId: 'another-boot' });
  const { status, message, hint } = await checkLock(here.context(), TEAM);
  expect(status).toBe('warning');
  expect(message).toContain('A run that is gone has left its lock');
  expect(hint).toContain('the next run takes it over');
});

test('a lock that cannot be read fails as a run would', async () => {
  const here = await place();
  await mkdir(join(teamFolder(here.state, TEAM), 'lock'), { recursive: true });
  const { status, error } = await checkLock(here.context(), TEAM);
  expect([status, error?.exitCode, error?.code]).toEqual(['failed', 1, 'lock_unreadable']);
});
