import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { editSettings } from '../../src/settings/edit.ts';
import { changeSettings } from '../../src/settings/change.ts';
import { refusalOf } from './refusal.ts';
import { ScriptedPrompts, type Step } from './scripted-prompts.ts';
import { temporaryFolder } from './temporary.ts';

async function setUp(stored?: object) {
  const configFolder = await temporaryFolder();
  const path = join(configFolder, 'default.json');
  if (stored !== undefined) await writeFile(path, JSON.stringify({ settings: stored }), { mode: 0o600 });
  const read = async (): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
  return { place: { configFolder, profile: 'default' }, read };
}

const OFF: Step[] = [
  ['Provision:', false],
  ['Suspend:', false],
  ['Deprovision:', false],
  ['Update:', false],
  ['Groups:', false],
];
const [noProvision, noSuspend, noDeprovision, noUpdate, noGroups] = OFF as [Step, Step, Step, Step, Step];
const SAVE: Step = ['Type yes to save', 'yes'];

test('an action that is off has no further questions, and nothing changed is nothing saved', async () => {
  const { place } = await setUp();
  const prompts = new ScriptedPrompts(OFF);
  const { changes } = await editSettings(place, prompts);
  expect(changes).toEqual([]);
  expect(prompts.left).toBe(0);
  expect(await readdir(place.configFolder)).toEqual([]);
});

test('only what changed is saved, after the difference was shown and confirmed', async () => {
  const { place, read } = await setUp({ update: { enabled: true } });
  const prompts = new ScriptedPrompts([
    ['Provision:', true],
    ['Silently?', true],
    ['Bring back'],
    ['Hide'],
    noSuspend,
    noDeprovision,
    ['Update:'],
    ['Which parts', ['name']],
    noGroups,
    SAVE,
  ]);
  const { changes, settings } = await editSettings(place, prompts);
  expect(changes.map(({ key }) => key)).toEqual(['provision.enabled', 'provision.silent', 'update.fields']);
  expect(settings.update.fields).toEqual(['name']);
  expect(await read()).toEqual({
    settings: { provision: { enabled: true, silent: true }, update: { enabled: true, fields: ['name'] } },
  });
  const said = prompts.said.join('');
  expect(said).toContain('provision.silent   false → true\n');
  expect(said).toContain('update.fields      ["name","email","externalId"] → ["name"]\n');
  expect(said).toContain('Provision is on:');
});

test('the questions say what follows from the answers', async () => {
  const { place } = await setUp();
  const prompts = new ScriptedPrompts([
    ['Provision:', true],
    ['nobody is told, and they must come in through single sign-on'],
    ['7 days'],
    ['directory'],
    ['Suspend:', true],
    ['Delete the data on the linked devices'],
    ['cannot be suspended', 'cancel'],
    ['Deprovision:', true],
    ['What becomes of their accounts', 'remove'],
    ['Delete the data on the linked devices', false],
    ['how many days', '30'],
    ['Who gets the files', 'boss@example.com'],
    ['Which admin', 'none'],
    ['not in the roster at all', 'deprovision'],
    noUpdate,
    ['Groups:', true],
    ['Which groups', '{"eng": "Engineering"}'],
    ['Create mapped groups', true],
    SAVE,
  ]);
  const { settings } = await editSettings(place, prompts);
  expect(settings.deprovision).toEqual({
    enabled: true,
    method: 'remove',
    wipeData: false,
    afterDays: 30,
    transferTo: 'boss@example.com',
    transferAdmin: null,
    retainTeamShares: false,
    unlisted: 'deprovision',
  });
  expect(settings.groups).toEqual({ enabled: true, map: { eng: 'Engineering' }, create: true });
  expect(settings.suspend.invited).toBe('cancel');
});

test('an answer that the setting refuses is asked again with the reason', async () => {
  const { place } = await setUp();
  const prompts = new ScriptedPrompts([
    noProvision,
    noSuspend,
    ['Deprovision:', true],
    ['What becomes'],
    ['Delete the data'],
    ['how many days', ['soon', '-1', '4000', ' 7']],
    ['Who gets', ['boss', '']],
    ['Which admin'],
    ['not in the roster'],
    noUpdate,
    ['Groups:', true],
    ['Which groups', ['eng', '{"eng": "Engineering"}']],
    ['Create'],
    SAVE,
  ]);
  const { settings } = await editSettings(place, prompts);
  expect(prompts.rejected).toEqual([
    'deprovision.afterDays is "soon"; expected a whole number from 0 to 3650',
    'deprovision.afterDays is "-1"; expected a whole number from 0 to 3650',
    'deprovision.afterDays is 4000; expected a whole number from 0 to 3650',
    'deprovision.transferTo is "boss"; expected an e-mail address, or null',
    'groups.map is "eng"; expected an object from text to text, such as {"from": "to"}',
  ]);
  expect(settings.deprovision.afterDays).toBe(7);
  expect(settings.deprovision.transferTo).toBeNull();
});

test('another way of leaving takes back what it rules out', async () => {
  const { place } = await setUp({
    deprovision: { enabled: true, wipeData: true, afterDays: 30, transferTo: 'boss@example.com' },
  });
  const downgrade = new ScriptedPrompts([
    noProvision,
    noSuspend,
    ['Deprovision:'],
    ['What becomes', 'downgrade'],
    ['how many days'],
    ['Do they keep access', true],
    ['not in the roster'],
    noUpdate,
    noGroups,
    SAVE,
  ]);
  const { settings } = await editSettings(place, downgrade);
  expect(settings.deprovision).toMatchObject({
    method: 'downgrade',
    wipeData: false,
    afterDays: 30,
    transferTo: null,
    retainTeamShares: true,
  });
  const suspend = new ScriptedPrompts([
    noProvision,
    noSuspend,
    ['Deprovision:'],
    ['What becomes', 'suspend'],
    ['Delete the data'],
    ['not in the roster'],
    noUpdate,
    noGroups,
    SAVE,
  ]);
  expect((await editSettings(place, suspend)).settings.deprovision).toMatchObject({
    method: 'suspend',
    afterDays: 0,
    retainTeamShares: false,
  });
});

test('presets are what is in force', async () => {
  const { place } = await setUp({
    deprovision: { enabled: true, afterDays: 5, transferTo: 'boss@example.com' },
    groups: { enabled: true, map: { a: 'A' } },
  });
  const keep: Step[] = [
    ['Provision:'],
    ['Suspend:'],
    ['Deprovision:'],
    ['What becomes'],
    ['Delete the data'],
    ['how many days'],
    ['Who gets'],
    ['Which admin'],
    ['not in the roster'],
    ['Update:'],
    ['Groups:'],
    ['Which groups'],
    ['Create'],
  ];
  const prompts = new ScriptedPrompts(keep);
  expect((await editSettings(place, prompts)).changes).toEqual([]);
  expect(prompts.left).toBe(0);
});

test.each(['', 'y', 'no', 'yes please'])('the confirmation %j saves nothing', async (word) => {
  const { place, read } = await setUp({ roles: { enabled: true } });
  const steps: Step[] = [noProvision, noSuspend, noDeprovision, ['Update:', true], ['Which parts'], noGroups];
  const prompts = new ScriptedPrompts([...steps, ['Type yes', word]]);
  expect(await refusalOf(() => editSettings(place, prompts))).toMatchObject({
    code: 'declined',
    exitCode: 130,
  });
  expect(await read()).toEqual({ settings: { roles: { enabled: true } } });
});

test('what somebody else stored during the questions stays', async () => {
  const { place, read } = await setUp();
  const prompts = new ScriptedPrompts([
    noProvision,
    noSuspend,
    noDeprovision,
    ['Update:', true],
    ['Which parts'],
    noGroups,
    SAVE,
  ]);
  const say = prompts.say.bind(prompts);
  let other: Promise<unknown> = Promise.resolve();
  prompts.say = (text) => {
    other = changeSettings(place, { set: new Map([['roles.enabled', true]]) });
    say(text);
  };
  await editSettings(place, prompts);
  await other;
  expect(await read()).toEqual({ settings: { update: { enabled: true }, roles: { enabled: true } } });
});

test('an impossible combination written by hand is refused before it is confirmed', async () => {
  const { place } = await setUp({ deprovision: { method: 'downgrade', wipeData: true } });
  const steps: Step[] = [noProvision, noSuspend, noDeprovision, ['Update:', true], ['Which parts'], noGroups];
  const prompts = new ScriptedPrompts(steps);
  expect((await refusalOf(() => editSettings(place, prompts))).code).toBe('impossible_settings');
  expect(prompts.left).toBe(0);
});
