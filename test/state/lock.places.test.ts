import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireLock } from '../../src/state/lock.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { lockRequest } from './lock-request.ts';

test('a folder in the place of the lock is named', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'lock'));
  expect(await refusalOf(() => acquireLock(lockRequest(folder)))).toMatchObject({
    code: 'lock_unreadable',
    exitCode: 1,
    details: { path: join(folder, 'lock') },
  });
});

test('a folder that cannot be made is named, and no lock is there', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'team'), '');
  expect(await refusalOf(() => acquireLock(lockRequest(join(folder, 'team'))))).toMatchObject({
    code: 'cannot_write',
    exitCode: 1,
  });
});
