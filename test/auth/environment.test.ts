import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appOf,
  checkAppKey,
  readEnvironment,
  SECRET_VARIABLES,
  VARIABLES,
} from '../../src/auth/environment.ts';
import { failureOf } from './loopback/browser.ts';
import { everythingOf, temporaryFolder, thrownBy } from './surroundings.ts';

type Field = keyof typeof VARIABLES;

const FIELDS = Object.keys(VARIABLES) as Field[];
const TABLE = FIELDS.map((field) => ({ field, name: VARIABLES[field], twin: `${VARIABLES[field]}_FILE` }));

/** What was read for one of the four, out of its wrapping. */
async function read(field: Field, env: Record<string, string>, cwd = '/'): Promise<string | null> {
  const value = (await readEnvironment(env, cwd))[field];
  return typeof value === 'string' || value === null ? value : value.reveal();
}

function fileWith(text: string): string {
  const path = join(temporaryFolder(), 'secret');
  writeFileSync(path, text);
  return path;
}

test('an environment that says nothing, or says it with empty variables, gives nothing', async () => {
  const nothing = { appKey: null, appSecret: null, refreshToken: null, accessToken: null };
  const empty = Object.fromEntries(
    TABLE.flatMap(({ name, twin }) => [
      [name, ''],
      [twin, ''],
    ]),
  );
  await expect(readEnvironment({}, '/')).resolves.toEqual(nothing);
  await expect(readEnvironment(empty, '/')).resolves.toEqual(nothing);
});

test.each(TABLE)('$name gives the value without the white space around it', async ({ field, name }) => {
  await expect(read(field, { [name]: ' \tabc.DEF-1_2\r\n' })).resolves.toBe('abc.DEF-1_2');
});

test.each(TABLE)('$twin gives what the file holds, without its byte order mark', async ({ field, twin }) => {
  const path = fileWith('\uFEFF  abc.DEF-1_2\r\n\n');
  await expect(read(field, { [twin]: path })).resolves.toBe('abc.DEF-1_2');
});

test.each(TABLE)('the path in $twin begins at the working folder', async ({ field, twin }) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'secrets'));
  writeFileSync(join(folder, 'secrets', 'one'), 'abcdef');
  await expect(read(field, { [twin]: 'secrets/one' }, folder)).resolves.toBe('abcdef');
});

test.each(TABLE)('an empty $twin beside $name does not count, and the other way round', async (row) => {
  const { field, name, twin } = row;
  await expect(read(field, { [name]: 'abcdef', [twin]: '' })).resolves.toBe('abcdef');
  await expect(read(field, { [name]: '', [twin]: fileWith('abcdef') })).resolves.toBe('abcdef');
});

test.each(TABLE)(
  '$name and $twin at once are refused by name, whatever they hold',
  async ({ name, twin }) => {
    const error = await failureOf(readEnvironment({ [name]: 'hunter2', [twin]: fileWith('hunter2') }, '/'));
    expect(error).toMatchObject({ code: 'two_credentials', exitCode: 7 });
    expect(String(error)).toContain(`${name} and ${twin}`);
    expect(everythingOf(error)).not.toContain('hunter2');
  },
);

test.each(TABLE)(
  'a missing file or a folder in $twin is refused with the variable and the reason, not with what it says',
  async ({ twin }) => {
    for (const [path, reason] of [
      ['/nowhere/at/all', 'ENOENT'],
      [tmpdir(), 'EISDIR'],
    ] as const) {
      const error = await failureOf(readEnvironment({ [twin]: path }, '/'));
      expect(error).toMatchObject({ code: 'credential_unreadable', exitCode: 7 });
      expect(String(error)).toContain(`the file that ${twin} names (${reason})`);
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(path);
    }
  },
);

const UNUSABLE = ['hunter2 tail', 'hunter2\ntail', 'hunter2\u0000tail', 'hunter2é', 'hunter2"', '%hunter2'];

test.each(TABLE.flatMap((row) => UNUSABLE.map((value) => ({ ...row, value }))))(
  '$value is refused as $name and never repeated',
  async ({ field, name, twin, value }) => {
    const code = {
      appKey: 'bad_app_key',
      appSecret: 'bad_secret',
      refreshToken: 'bad_token',
      accessToken: 'bad_token',
    };
    for (const env of [{ [name]: value }, { [twin]: fileWith(value) }]) {
      const error = await failureOf(readEnvironment(env, '/'));
      expect(error).toMatchObject({ code: code[field], exitCode: 7 });
      expect(String(error)).toContain(name);
      expect(everythingOf(error)).not.toContain('hunter2');
    }
  },
);

test.each(TABLE)('white space alone is no value of $name and no absence of one', async ({ name, twin }) => {
  for (const env of [{ [name]: '  ' }, { [twin]: fileWith('\n') }]) {
    await expect(readEnvironment(env, '/')).rejects.toMatchObject({ exitCode: 7 });
  }
});

test('every bearer token comes back as it is, whatever white space is around it', async () => {
  const letters = Array.from('abcXYZ019-._~+/');
  const token = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 200 });
  const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\r', '\n') });
  await fc.assert(
    fc.asyncProperty(
      token,
      space,
      space,
      fc.constantFrom('', '=', '=='),
      async (text, before, after, end) => {
        const value = await read('accessToken', { [VARIABLES.accessToken]: before + text + end + after });
        expect(value).toBe(text + end);
      },
    ),
  );
});

test('what is read shows in no inspection of it', async () => {
  const env = Object.fromEntries(SECRET_VARIABLES.map((name) => [name, 'hunter2-hunter2']));
  const given = await readEnvironment(env, '/');
  expect(given.accessToken?.reveal()).toBe('hunter2-hunter2');
  expect(everythingOf(given) + JSON.stringify(given)).not.toContain('hunter2');
});

test('the variables that nobody may inherit are the ones that hold secrets, the address of a webhook among them', () => {
  expect(SECRET_VARIABLES).toEqual([
    'TEAMSYNC_DROPBOX_APP_SECRET',
    'TEAMSYNC_DROPBOX_REFRESH_TOKEN',
    'TEAMSYNC_DROPBOX_ACCESS_TOKEN',
    'TEAMSYNC_WEBHOOK_URL',
  ]);
});

test('an app is known by its key; a secret alone is none', async () => {
  const { appKey, appSecret } = VARIABLES;
  expect(appOf(await readEnvironment({ [appSecret]: 'abcdef' }, '/'))).toBeNull();
  expect(appOf(await readEnvironment({ [appKey]: 'key' }, '/'))).toEqual({ key: 'key', secret: null });
  const both = appOf(await readEnvironment({ [appKey]: 'key', [appSecret]: 'abcdef' }, '/'));
  expect([both?.key, both?.secret?.reveal()]).toEqual(['key', 'abcdef']);
});

test.each(['abc123def456ghi', 'A', 'a.b_c-d', 'x'.repeat(64)])('%s may be an app key', (key) => {
  expect(checkAppKey(key, '--app-key')).toBe(key);
});

test.each(['', ' ', 'hunter2 ', 'hunter2\n', 'hunter2/x', 'hunter2=', 'x'.repeat(65), 'hunter2é'])(
  '%j is no app key; the error names where it came from and not the text',
  (key) => {
    const error = thrownBy(() => checkAppKey(key, '--app-key'));
    expect(error).toMatchObject({
      code: 'bad_app_key',
      exitCode: 7,
      message: '--app-key is not an app key.',
    });
    expect(everythingOf(error)).not.toContain('hunter2');
  },
);
