import { chmod, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeStored, readStored, unwritable, updateProfile } from '../../src/settings/store.ts';
import type { PartialSettings, SettingKey } from '../../src/settings/keys.ts';
import { refusalOf } from './refusal.ts';
import { temporaryFolder } from './temporary.ts';

const put =
  (key: SettingKey, value: unknown) =>
  (before: PartialSettings): PartialSettings =>
    new Map([...before, [key, value]]);

async function mode(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

async function fileOf(folder: string, content: string): Promise<string> {
  const path = join(folder, 'default.json');
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

test('what is stored is only what was set, in a private file of a private folder', async () => {
  const folder = join(await temporaryFolder(), 'deep', 'config');
  const umask = process.umask(0);
  try {
    await changeStored(folder, 'default', put('provision.silent', true));
  } finally {
    process.umask(umask);
  }
  const path = join(folder, 'default.json');
  expect(await readFile(path, 'utf8')).toBe(
    '{\n  "settings": {\n    "provision": {\n      "silent": true\n    }\n  }\n}\n',
  );
  expect(await mode(path)).toBe('600');
  expect(await mode(folder)).toBe('700');
  expect(await mode(join(folder, '..'))).toBe('700');
  expect(await readdir(folder)).toEqual(['default.json']);
});

test('a change tells what was there before', async () => {
  const folder = await temporaryFolder();
  await changeStored(folder, 'default', put('roles.enabled', true));
  expect(await changeStored(folder, 'default', put('provision.silent', true))).toEqual({
    path: join(folder, 'default.json'),
    before: new Map([['roles.enabled', true]]),
    settings: new Map([
      ['roles.enabled', true],
      ['provision.silent', true],
    ]),
    warnings: [],
  });
});

test('profiles do not share anything', async () => {
  const folder = await temporaryFolder();
  await changeStored(folder, 'a.b', put('roles.enabled', true));
  expect(readStored(folder, 'a').settings.size).toBe(0);
  expect(readStored(folder, 'a.b').settings).toEqual(new Map([['roles.enabled', true]]));
});

test('other top-level keys survive every write', async () => {
  const folder = await temporaryFolder();
  const credentials = { refreshToken: 't', 'a.b': { __internal__: 1 }, list: [1, { x: null }] };
  const path = await fileOf(
    folder,
    JSON.stringify({ credentials, settings: {}, 'dotted.key': 1, __internal__: 2 }),
  );
  await changeStored(folder, 'default', put('provision.silent', true));
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    credentials,
    settings: { provision: { silent: true } },
    'dotted.key': 1,
    __internal__: 2,
  });
});

test('a file that began with a byte order mark can be changed', async () => {
  const folder = await temporaryFolder();
  const path = await fileOf(folder, '\uFEFF{"other": 1}');
  await changeStored(folder, 'default', put('provision.silent', true));
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    other: 1,
    settings: { provision: { silent: true } },
  });
});

test('a refused change leaves the file byte for byte as it was', async () => {
  const folder = await temporaryFolder();
  const path = await fileOf(folder, '{ "settings":{}}');
  const refuse = (): PartialSettings => {
    throw new Error('refused');
  };
  await expect(changeStored(folder, 'default', refuse)).rejects.toThrow('refused');
  expect(await readFile(path, 'utf8')).toBe('{ "settings":{}}');
});

test('a change that changes nothing writes nothing', async () => {
  const folder = await temporaryFolder();
  const path = await fileOf(folder, '{ "settings": {"roles":{"enabled":true}}}');
  await changeStored(folder, 'default', put('roles.enabled', true));
  expect(await readFile(path, 'utf8')).toBe('{ "settings": {"roles":{"enabled":true}}}');
  await changeStored(folder, 'other', (before) => before);
  expect(await readdir(folder)).toEqual(['default.json']);
});

test('what another process wrote since the last reading is not lost', async () => {
  const folder = await temporaryFolder();
  readStored(folder, 'default');
  const path = await fileOf(folder, '{"settings": {"roles": {"enabled": true}}, "credentials": 1}');
  await changeStored(folder, 'default', put('provision.silent', true));
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    settings: { provision: { silent: true }, roles: { enabled: true } },
    credentials: 1,
  });
});

test('changes of one process that run at the same time all arrive', async () => {
  const folder = await temporaryFolder();
  const keys: SettingKey[] = ['roles.enabled', 'provision.silent', 'update.enabled', 'groups.create'];
  await Promise.all(keys.map((key) => changeStored(folder, 'default', put(key, true))));
  expect([...readStored(folder, 'default').settings.keys()].sort()).toEqual([...keys].sort());
});

test('processes that change different keys at the same time lose none', async () => {
  const folder = await temporaryFolder();
  const lock = join(folder, 'default.json.lock');
  await writeFile(lock, '');
  const waiting = changeStored(folder, 'default', put('provision.silent', true));
  await writeFile(join(folder, 'default.json'), '{"settings": {"roles": {"enabled": true}}}', {
    mode: 0o600,
  });
  await rm(lock);
  expect((await waiting).before).toEqual(new Map([['roles.enabled', true]]));
  expect(await readdir(folder)).toEqual(['default.json']);
});

test('a value beside the settings is set, kept and removed', async () => {
  const folder = await temporaryFolder();
  await changeStored(folder, 'default', put('roles.enabled', true));
  await updateProfile(folder, 'default', 'credentials', () => ({ a: 1 }));
  const { document } = await updateProfile(folder, 'default', 'credentials', () => undefined);
  expect(document['credentials']).toEqual({ a: 1 });
  expect(JSON.parse(await readFile(join(folder, 'default.json'), 'utf8'))).toEqual({
    settings: { roles: { enabled: true } },
  });
});

test.each([
  ['{"settings": {"provision": {"silnet": true}}}', '"provision.silnet" is no setting'],
  ['{"settings": {"deprovision": {"afterDays": "7"}}}', 'deprovision.afterDays is "7"'],
  ['{"settings": []}', 'The whole is []'],
  ['{"settings": null}', 'The whole is null'],
  ['{"settings": {"__proto__": {}}}', '"__proto__" is no setting'],
])('%s is a broken file, named, and left as it is', async (content, fault) => {
  const folder = await temporaryFolder();
  const path = await fileOf(folder, content);
  for (const action of [
    () => readStored(folder, 'default'),
    () => changeStored(folder, 'default', put('roles.enabled', true)),
  ]) {
    const error = await refusalOf(action);
    expect(error).toMatchObject({ code: 'config_broken', exitCode: 7 });
    expect(error.message).toContain(`${path}: ${fault}`);
    expect(error.hint).toContain(path);
  }
  expect(await readFile(path, 'utf8')).toBe(content);
});

test('a loose mode is repaired with a warning by a change too', async () => {
  const folder = await temporaryFolder();
  const path = await fileOf(folder, '{}');
  await chmod(path, 0o644);
  const { warnings } = await changeStored(folder, 'default', put('roles.enabled', true));
  expect(warnings).toMatchObject([{ code: 'config_mode' }]);
  expect(await mode(path)).toBe('600');
});

test('a folder that cannot be made is named, with what to do', async () => {
  const parent = await temporaryFolder();
  const folder = join(parent, 'leads-nowhere');
  await symlink(join(parent, 'nowhere', 'deeper'), folder);
  const error = await refusalOf(() => changeStored(folder, 'default', put('roles.enabled', true)));
  expect(error).toMatchObject({ code: 'config_unwritable', exitCode: 7 });
  expect(error.message).toContain(folder);
});

test.each([
  ['ENOSPC', 1],
  ['EDQUOT', 1],
  ['EACCES', 7],
  ['EROFS', 7],
])('a write that fails with %s ends with %i and repeats nothing of the file', (code, exitCode) => {
  const error = unwritable('/c/default.json', Object.assign(new Error('SECRET'), { code }));
  expect(error).toMatchObject({
    code: 'config_unwritable',
    exitCode,
    details: { path: '/c/default.json', system: code },
  });
  expect(JSON.stringify([error.message, error.hint, error.cause])).not.toContain('SECRET');
});
