import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Ran } from '../../helpers/cli.ts';
import { documentOf } from '../../helpers/documents.ts';
import { DRY_RUN, place, type Place } from './place.ts';

describe('a configuration file that', () => {
  const login = async (at: Place): Promise<Ran> => at.run('auth', 'dropbox', '--no-browser');

  test.each([
    ['is cut short', '{"credentials": {"ver'],
    ['is not JSON', 'hello'],
    ['holds credentials of an unknown form', '{"credentials": {"version": 9}}'],
  ])('%s is refused with 7 and left as it is', async (_name, content) => {
    const at = await place();
    await mkdir(join(at.here.folder, 'config'), { mode: 0o700 });
    await writeFile(at.profile, content, { mode: 0o600 });
    expect((await login(at)).exitCode).toBe(7);
    expect(await readFile(at.profile, 'utf8')).toBe(content);
  });

  test('is a directory, or a link that leads nowhere, is refused with 7', async () => {
    const at = await place();
    await mkdir(at.profile, { recursive: true });
    await symlink('/nowhere/at/all', join(at.here.folder, 'config', 'other.json'));
    const runs = await Promise.all([login(at), at.run('auth', 'status', '--profile', 'other')]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([7, 7]);
  });

  test('others can read is closed to them with a warning', async () => {
    const at = await place();
    await at.logIn();
    await chmod(at.profile, 0o644);
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(0);
    expect(documentOf(ran)['warnings']).toMatchObject([{ code: 'config_mode' }]);
    expect((await stat(at.profile)).mode & 0o777).toBe(0o600);
  });
});
