import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { currentUser, profilePath, readProfileFile, systemCode } from '../../src/settings/profile-file.ts';
import { refusalOf } from './refusal.ts';
import { temporaryFolder } from './temporary.ts';

async function expectRefusal(action: () => unknown, code: string, text: string): Promise<void> {
  const error = await refusalOf(action);
  expect(error).toMatchObject({ code, exitCode: 7 });
  expect(error.message).toContain(text);
}

async function mode(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

test.each(['default', 'a', 'A1._-b', 'x'.repeat(64), 'constructor'])('%s may name a profile', (profile) => {
  expect(profilePath('/folder', profile)).toBe(`/folder/${profile}.json`);
});

test.each([
  '',
  '.',
  '..',
  '../x',
  'a/b',
  'a\\b',
  '.hidden',
  '-x',
  'x'.repeat(65),
  'a b',
  'a\u0000',
  'ä',
  'a\n',
])('%j may not name a profile', (profile) => {
  expect(() => profilePath('/folder', profile)).toThrow(
    expect.objectContaining({ code: 'bad_profile', exitCode: 7 }),
  );
});

test('a file that is not there yet is empty, and looking creates nothing', async () => {
  const folder = join(await temporaryFolder(), 'config');
  expect(readProfileFile(folder, 'default')).toEqual({
    path: join(folder, 'default.json'),
    document: {},
    warnings: [],
  });
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});

test('a private file is read without a word', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'default.json'), '{"settings": {}, "other": 1}', { mode: 0o600 });
  expect(readProfileFile(folder, 'default')).toMatchObject({
    document: { settings: {}, other: 1 },
    warnings: [],
  });
});

test.each(['644', '660', '604', '777', '610'])(
  'a file of mode %s is closed to others with a warning',
  async (open) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'default.json');
    await writeFile(path, '{}');
    await chmod(path, Number.parseInt(open, 8));
    expect(readProfileFile(folder, 'default').warnings).toEqual([
      {
        code: 'config_mode',
        message: `${path} was open to other users (mode 0${open}) and has been set to 0600.`,
      },
    ]);
    expect(await mode(path)).toBe('600');
    expect(readProfileFile(folder, 'default').warnings).toEqual([]);
  },
);

test('a stricter mode than needed is left alone', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  await writeFile(path, '{}', { mode: 0o400 });
  expect(readProfileFile(folder, 'default').warnings).toEqual([]);
  expect(await mode(path)).toBe('400');
});

test('a file of somebody else is refused, and its mode is not touched', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  await writeFile(path, '{}', { mode: 0o644 });
  const stranger = (currentUser() ?? 0) + 1;
  await expectRefusal(() => readProfileFile(folder, 'default', stranger), 'config_foreign', path);
  expect(await mode(path)).toBe('644');
});

/** A folder of somebody else in which this user may write: root gives one away, and everybody else has `/tmp`. */
async function foreignFolder(): Promise<string> {
  if (currentUser() !== 0) return '/tmp';
  const folder = await temporaryFolder();
  await chown(folder, 12_345, 12_345);
  return folder;
}

test('a file in a folder that belongs to somebody else is refused, whoever owns the file', async () => {
  const folder = await foreignFolder();
  const profile = `teamsync-${randomUUID()}`;
  const path = join(folder, `${profile}.json`);
  onTestFinished(() => rm(path, { force: true }));
  await writeFile(path, '{}', { mode: 0o600 });
  await expectRefusal(() => readProfileFile(folder, profile), 'config_foreign', folder);
  const own = await temporaryFolder();
  await writeFile(join(own, `${profile}.json`), '{}', { mode: 0o600 });
  expect(readProfileFile(own, profile).document).toEqual({});
});

describe('what is no regular file is refused and left as it is', () => {
  test('a directory', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'default.json'));
    await expectRefusal(() => readProfileFile(folder, 'default'), 'config_broken', 'it is a directory');
  });

  test('a link that leads nowhere', async () => {
    const folder = await temporaryFolder();
    await symlink(join(folder, 'nowhere'), join(folder, 'default.json'));
    await expectRefusal(() => readProfileFile(folder, 'default'), 'config_broken', 'it is a symbolic link');
    await expect(stat(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
  });

  test('a link to a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'target'), '{}', { mode: 0o644 });
    await symlink(join(folder, 'target'), join(folder, 'default.json'));
    await expectRefusal(() => readProfileFile(folder, 'default'), 'config_broken', 'it is a symbolic link');
    expect(await mode(join(folder, 'target'))).toBe('644');
  });

  test('a pipe that nobody writes to, without waiting for it', async () => {
    const folder = await temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'default.json')]);
    await expectRefusal(() => readProfileFile(folder, 'default'), 'config_broken', 'it is a special file');
  });
});

test.each([
  ['', 'line 1, column 1'],
  ['{"settings": ', 'line 1'],
  ['{"settings": {}, "settings": {}}', 'the key "settings" again'],
  ['[]', 'holds no JSON object'],
  ['null', 'holds no JSON object'],
])('%j is refused with the fault and left as it is', async (text, fault) => {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  await writeFile(path, text, { mode: 0o600 });
  await expectRefusal(() => readProfileFile(folder, 'default'), 'config_broken', path);
  expect(() => readProfileFile(folder, 'default')).toThrow(fault);
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('a secret in a broken file is not repeated in the message', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'default.json'), '{"credentials": {"refreshToken": "sl.SECRET"', {
    mode: 0o600,
  });
  const error = await refusalOf(() => readProfileFile(folder, 'default'));
  expect(JSON.stringify([error.message, error.hint, error.details, error.cause])).not.toContain('SECRET');
});

test('a folder that is a file is unreadable, not empty', async () => {
  const folder = join(await temporaryFolder(), 'file');
  await writeFile(folder, '');
  await expectRefusal(() => readProfileFile(folder, 'default'), 'config_unreadable', 'ENOTDIR');
});

test('the user is asked of the process, where it has one', () => {
  expect(currentUser({ geteuid: () => 501 })).toBe(501);
  expect(currentUser({})).toBeNull();
});

test('where there are no owners and modes, neither is looked at', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  await writeFile(path, '{}', { mode: 0o644 });
  expect(readProfileFile(folder, 'default', null).warnings).toEqual([]);
  expect(await mode(path)).toBe('644');
});

test('errors without a system code are unknown', () => {
  expect(systemCode(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe('EACCES');
  expect(systemCode(new Error('x'))).toBe('unknown');
  expect(systemCode('x')).toBe('unknown');
});
