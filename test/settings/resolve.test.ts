import { describe, expect, test } from 'vitest';
import { DEFAULTS, type SettingKey } from '../../src/settings/keys.ts';
import { layer, type Origin, resolveSettings, valuesOf } from '../../src/settings/resolve.ts';
import { refusalOf } from './refusal.ts';

const some = (...values: [SettingKey, unknown][]): Map<SettingKey, unknown> => new Map(values);

test('with nothing stored every value is the default', () => {
  const { settings, origins, entries, warnings } = resolveSettings({ profile: 'default', stored: some() });
  expect(valuesOf(entries)).toEqual(DEFAULTS);
  expect(settings.provision.enabled).toBe(false);
  expect(Object.keys(origins)).toEqual([...DEFAULTS.keys()]);
  expect(new Set(Object.values(origins))).toEqual(new Set(['default']));
  expect(warnings).toEqual([]);
});

test('what is stored goes before the defaults, also where it is the same', () => {
  const stored = some(['provision.enabled', true], ['provision.silent', false]);
  const { settings, origins } = resolveSettings({ profile: 'default', stored });
  expect(settings.provision).toMatchObject({ enabled: true, silent: false });
  expect(origins).toMatchObject({
    'provision.enabled': 'file',
    'provision.silent': 'file',
    'provision.recover': 'default',
  });
});

test('null that is stored goes before a default', () => {
  const stored = some(['deprovision.transferTo', null]);
  expect(resolveSettings({ profile: 'default', stored }).origins['deprovision.transferTo']).toBe('file');
});

describe('the sandbox', () => {
  const started = ['provision.enabled', 'suspend.enabled', 'deprovision.enabled', 'update.enabled'] as const;

  test('starts with its actions enabled and everybody unlisted leaving', () => {
    const { settings, origins } = resolveSettings({ profile: 'sandbox', stored: some() });
    expect([settings.provision, settings.suspend, settings.deprovision, settings.update]).toMatchObject(
      started.map(() => ({ enabled: true })),
    );
    expect(settings.deprovision.unlisted).toBe('deprovision');
    expect(settings.groups.enabled).toBe(false);
    expect(settings.roles.enabled).toBe(false);
    for (const key of [...started, 'deprovision.unlisted']) expect(origins[key]).toBe('default');
  });

  test('keeps what was stored for it', () => {
    const { settings, entries } = resolveSettings({
      profile: 'sandbox',
      stored: some(['suspend.enabled', false]),
    });
    expect(settings.suspend.enabled).toBe(false);
    expect(entries.find(({ key }) => key === 'suspend.enabled')).toEqual({
      key: 'suspend.enabled',
      value: false,
      origin: 'file',
      usual: true,
    });
  });

  test('lies beneath a settings file too', () => {
    const file = { path: 's.json', content: '{"update": {"enabled": false}}' };
    const { settings } = resolveSettings({ profile: 'sandbox', stored: some(), file });
    expect(settings.update.enabled).toBe(false);
    expect(settings.provision.enabled).toBe(true);
  });
});

describe('a settings file', () => {
  const stored = some(['provision.enabled', true], ['roles.enabled', true]);

  test('takes the place of everything that is stored', () => {
    const file = { path: 's.json', content: '\uFEFF{"provision": {"silent": true}}' };
    const { settings, origins } = resolveSettings({ profile: 'default', stored, file });
    expect(settings.provision).toMatchObject({ enabled: false, silent: true });
    expect(settings.roles.enabled).toBe(false);
    expect(origins).toMatchObject({
      'provision.enabled': 'default',
      'provision.silent': 'option',
      'roles.enabled': 'default',
    });
  });

  test('may be empty, and then the defaults count', () => {
    const { entries } = resolveSettings({
      profile: 'default',
      stored,
      file: { path: 's.json', content: '{}' },
    });
    expect(valuesOf(entries)).toEqual(DEFAULTS);
  });

  test.each([
    ['{', 'settings_file_broken', 's.json cannot be used: line 1'],
    ['{} // remark', 'settings_file_broken', 'InvalidCommentToken'],
    ['{"roles": {}, "roles": {}}', 'settings_file_broken', 'the key "roles" again'],
    ['[]', 'bad_setting', 's.json: The whole is []'],
    ['{"provison": {}}', 'unknown_setting', 's.json: "provison" is no setting; did you mean "provision"?'],
    ['{"roles": {"enabled": "yes"}}', 'bad_setting', 's.json: roles.enabled is "yes"'],
    [
      '{"deprovision": {"retainTeamShares": true}}',
      'impossible_settings',
      's.json: deprovision.retainTeamShares',
    ],
  ])('%s is refused and nothing else takes its place', async (content, code, text) => {
    const error = await refusalOf(() =>
      resolveSettings({ profile: 'default', stored, file: { path: 's.json', content } }),
    );
    expect(error).toMatchObject({ code, exitCode: 7 });
    expect(error.message).toContain(text);
  });

  test('that drops a stored safety setting says so', () => {
    const safe = some(
      ['safety.protect', ['*@board.example.com']],
      ['safety.maxDeprovisions', 3],
      ['safety.maxSuspensions', '10%'],
      ['safety.onLimit', 'hold'],
    );
    const file = { path: 's.json', content: '{"safety": {"maxDeprovisions": 5}}' };
    const { warnings } = resolveSettings({ profile: 'default', stored: safe, file });
    expect(warnings).toEqual([
      {
        code: 'stored_safety_replaced',
        message:
          's.json takes the place of the stored settings and does not have safety.onLimit, safety.protect: the default counts.',
      },
    ]);
  });
});

test.each<Origin>(['option', 'environment'])('an override by %s goes before file and store', (origin) => {
  const overrides = [{ origin, settings: some(['safety.maxDeprovisions', 1]) }];
  const stored = some(['safety.maxDeprovisions', 2]);
  const fromStore = resolveSettings({ profile: 'default', stored, overrides });
  expect(fromStore.settings.safety.maxDeprovisions).toBe(1);
  expect(fromStore.origins['safety.maxDeprovisions']).toBe(origin);
  const file = { path: 's.json', content: '{"safety": {"maxDeprovisions": 3}}' };
  expect(
    resolveSettings({ profile: 'default', stored, file, overrides }).settings.safety.maxDeprovisions,
  ).toBe(1);
});

test('two stored settings that exclude each other are refused, and still can be looked at layer by layer', async () => {
  const stored = some(['deprovision.method', 'downgrade'], ['deprovision.wipeData', true]);
  const error = await refusalOf(() => resolveSettings({ profile: 'default', stored }));
  expect(error).toMatchObject({ code: 'impossible_settings', exitCode: 7 });
  expect(layer('default', [{ origin: 'file', settings: stored }])).toHaveLength(DEFAULTS.size);
});
