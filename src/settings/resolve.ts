import { isDeepStrictEqual } from 'node:util';
import { InvalidInputError, type Warning } from '../errors.ts';
import { checkSettings, refuseProblems } from './check.ts';
import { findConflicts } from './conflicts.ts';
import { complete, DEFAULTS, type PartialSettings, SETTING_KEYS, type SettingKey } from './keys.ts';
import { readJson } from './json.ts';
import type { Settings } from './schema.ts';

/** Where a value comes from: the schema, the profile's file, the command line, or a variable. */
export type Origin = 'default' | 'file' | 'option' | 'environment';

/** One setting as it is in force. */
export interface Effective {
  key: SettingKey;
  value: unknown;
  origin: Origin;
  /** What it would be had nobody set it. */
  usual: unknown;
}

/** Complete settings with their origins. */
export interface Resolved {
  settings: Settings;
  /** By flat key. */
  origins: Record<string, Origin>;
  /** In the order of the schema. */
  entries: Effective[];
  warnings: Warning[];
}

/** Some settings that go before what is stored. */
export interface Layer {
  origin: Origin;
  settings: PartialSettings;
}

/** What settings are made of, from the bottom up. */
export interface Sources {
  profile: string;
  stored: PartialSettings;
  /** Takes the place of `stored`. */
  file?: { path: string; content: string } | undefined;
  overrides?: readonly Layer[] | undefined;
}

const SANDBOX = 'sandbox';

/** The rehearsal profile starts ready to act, on a team that nobody works in. */
const SANDBOX_START: PartialSettings = new Map<SettingKey, unknown>([
  ['provision.enabled', true],
  ['suspend.enabled', true],
  ['deprovision.enabled', true],
  ['update.enabled', true],
  ['deprovision.unlisted', 'deprovision'],
]);

/** Lays settings over the defaults of the profile; the last layer that has a key gives its value. */
export function layer(profile: string, layers: readonly Layer[]): Effective[] {
  const start = profile === SANDBOX ? SANDBOX_START : new Map<SettingKey, unknown>();
  return SETTING_KEYS.map((key) => {
    const usual = start.has(key) ? start.get(key) : DEFAULTS.get(key);
    const top = layers.findLast(({ settings }) => settings.has(key));
    return top === undefined
      ? { key, value: usual, origin: 'default', usual }
      : { key, value: top.settings.get(key), origin: top.origin, usual };
  });
}

/** The values alone. */
export function valuesOf(entries: readonly Effective[]): Map<SettingKey, unknown> {
  return new Map(entries.map(({ key, value }) => [key, value]));
}

function parseFile(file: { path: string; content: string }): PartialSettings {
  const json = readJson(file.content);
  if (json.ok) return checkSettings(json.value, file.path);
  throw new InvalidInputError(
    'settings_file_broken',
    `The settings file ${file.path} cannot be used: ${json.fault}.`,
    {
      hint: 'It must be one JSON object such as {"provision": {"enabled": true}}.',
      details: { path: file.path },
    },
  );
}

/** A rail that was set and is silently gone for a run is worth a word. */
function replacedRails(entries: readonly Effective[], stored: PartialSettings, path: string): Warning[] {
  const gone = entries
    .filter(({ key, origin }) => key.startsWith('safety.') && origin === 'default' && stored.has(key))
    .filter(({ key, value }) => !isDeepStrictEqual(stored.get(key), value))
    .map(({ key }) => key);
  if (gone.length === 0) return [];
  const message = `${path} takes the place of the stored settings and does not have ${gone.join(', ')}: the default counts.`;
  return [{ code: 'stored_safety_replaced', message }];
}

/** Complete settings out of their layers; throws where a file is wrong or two settings exclude each other. */
export function resolveSettings({ profile, stored, file, overrides = [] }: Sources): Resolved {
  const base: Layer =
    file === undefined
      ? { origin: 'file', settings: stored }
      : { origin: 'option', settings: parseFile(file) };
  const entries = layer(profile, [base, ...overrides]);
  const settings = complete(valuesOf(entries));
  refuseProblems(findConflicts(settings), {
    where: file?.path,
    hint: 'Change one of the two named settings.',
  });
  return {
    settings,
    origins: Object.fromEntries(entries.map(({ key, origin }) => [key, origin])),
    entries,
    warnings: file === undefined ? [] : replacedRails(entries, stored, file.path),
  };
}
