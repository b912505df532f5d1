import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSettingsSet } from '../../../src/commands/settings/set.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { contextFor } from './context.ts';

const CONTENT = '{ "settings":{"roles":{"enabled":true}} }';

async function setUp() {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  await writeFile(path, CONTENT, { mode: 0o600 });
  return { context: contextFor(folder), read: async (): Promise<string> => readFile(path, 'utf8') };
}

test('each change is printed, and what follows from it', async () => {
  const { context, read } = await setUp();
  const outcome = await runSettingsSet(context, {
    pairs: ['safety.maxDeprovisions=5%'],
    flags: { provision: true, silent: true },
  });
  expect(outcome.text.split('\n')).toEqual([
    'provision.enabled       false → true',
    'provision.silent        false → true',
    'safety.maxDeprovisions  "10%" → "5%"',
    expect.stringMatching(/^Provision is on: .* single sign-on\.$/),
    expect.stringMatching(/^Silent is on: /),
    '',
  ]);
  expect(outcome.data).toMatchObject({
    settings: { provision: { enabled: true, silent: true } },
    origins: { 'provision.silent': 'file', 'provision.recover': 'default' },
    changed: ['provision.enabled', 'provision.silent', 'safety.maxDeprovisions'],
  });
  expect(JSON.parse(await read())).toEqual({
    settings: {
      provision: { enabled: true, silent: true },
      roles: { enabled: true },
      safety: { maxDeprovisions: '5%' },
    },
  });
});

test('--silent changes nothing but that', async () => {
  const { context, read } = await setUp();
  const { data } = await runSettingsSet(context, { pairs: [], flags: { silent: true } });
  expect(data).toMatchObject({ changed: ['provision.silent'], settings: { provision: { enabled: false } } });
  expect(JSON.parse(await read())).toEqual({
    settings: { roles: { enabled: true }, provision: { silent: true } },
  });
});

test('switching off has no consequence to tell', async () => {
  const { context } = await setUp();
  const { text } = await runSettingsSet(context, { pairs: ['roles.enabled=false'], flags: {} });
  expect(text).toBe('roles.enabled  true → false\n');
});

test('what is so already is no change, and the file stays as it was', async () => {
  const { context, read } = await setUp();
  const { text, data } = await runSettingsSet(context, { pairs: ['roles.enabled=true'], flags: {} });
  expect(text).toBe('Nothing changes: every value is already so.\n');
  expect(data).toMatchObject({ changed: [] });
  expect(await read()).toBe(CONTENT);
});

test.each<[string, string[], object, string]>([
  ['nothing at all', [], {}, 'nothing_to_set'],
  ['a pair without an equals sign', ['provision.silent'], {}, 'bad_pair'],
  ['a pair without a key', ['=true'], {}, 'bad_pair'],
  ['an unknown key', ['provision.silnet=true'], {}, 'unknown_setting'],
  ['a bad value', ['provision.silent=maybe'], {}, 'bad_setting'],
  ['a good pair beside a bad one', ['update.enabled=true', 'provision.silent=maybe'], {}, 'bad_setting'],
  ['a flag and a pair that contradict it', ['provision.silent=false'], { silent: true }, 'bad_pair'],
  [
    'an impossible combination',
    ['deprovision.method=downgrade', 'deprovision.wipeData=true'],
    {},
    'impossible_settings',
  ],
])('%s is refused and the file stays as it was', async (_name, pairs, flags, code) => {
  const { context, read } = await setUp();
  expect(await refusalOf(() => runSettingsSet(context, { pairs, flags }))).toMatchObject({
    code,
    exitCode: 7,
  });
  expect(await read()).toBe(CONTENT);
});

test('an impossible combination is possible in one command with its other half', async () => {
  const { context } = await setUp();
  await runSettingsSet(context, { pairs: ['deprovision.wipeData=true'], flags: {} });
  const pairs = ['deprovision.method=downgrade', 'deprovision.wipeData=false'];
  expect((await runSettingsSet(context, { pairs, flags: {} })).exitCode).toBe(0);
});
