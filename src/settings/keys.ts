import { distance } from 'fastest-levenshtein';
import { type Settings, settingsSchema, UNCOMPILED } from './schema.ts';
import { isObject } from './values.ts';

/** A section of the settings, such as `provision`. */
type Section = keyof Settings;

/** A setting by its flat name, such as `provision.silent`. */
export type SettingKey = { [S in Section]: `${S}.${Extract<keyof Settings[S], string>}` }[Section];

/** Some of the settings by their flat names; every value in it has been checked against the schema. */
export type PartialSettings = ReadonlyMap<SettingKey, unknown>;

/** Settings as files and `--json` have them. */
export type NestedSettings = Record<string, Record<string, unknown>>;

const KNOWN: ReadonlySet<string> = new Set(
  Object.entries(settingsSchema.shape).flatMap(([section, fields]) =>
    Object.keys(fields.unwrap().shape).map((field) => `${section}.${field}`),
  ),
);

/** True for a key that the schema has. */
export function isSettingKey(text: string): text is SettingKey {
  return KNOWN.has(text);
}

/** Every setting, in the order of the schema. */
export const SETTING_KEYS: readonly SettingKey[] = [...KNOWN].filter(isSettingKey);

/** Every section, in the order of the schema. */
export const SECTIONS: readonly string[] = Object.keys(settingsSchema.shape);

/** The section and the field that a flat key is made of. */
export function splitKey(key: SettingKey): [section: string, field: string] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
}

function nearest<T extends string>(candidates: readonly T[], score: (candidate: T) => number): T {
  return candidates.reduce((best, candidate) => (score(candidate) < score(best) ? candidate : best));
}

/** The setting whose name is closest to what was written; a bare field or section name finds its setting too. */
export function nearestKey(text: string): SettingKey {
  const wanted = text.toLowerCase();
  return nearest(SETTING_KEYS, (key) => {
    const known = key.toLowerCase();
    const field = known.slice(known.indexOf('.') + 1);
    if (known.startsWith(`${wanted}.`)) return 0;
    return Math.min(distance(wanted, known), wanted.includes('.') ? Infinity : distance(wanted, field));
  });
}

/** The section whose name is closest to what was written. */
export function nearestSection(text: string): string {
  return nearest(SECTIONS, (section) => distance(text.toLowerCase(), section.toLowerCase()));
}

/** Flat keys and values of nested settings; whatever is no setting is left out. */
export function flatten(nested: Readonly<Record<string, unknown>>): Map<SettingKey, unknown> {
  const flat = new Map<SettingKey, unknown>();
  for (const [section, fields] of Object.entries(nested)) {
    for (const [field, value] of isObject(fields) ? Object.entries(fields) : []) {
      const key = `${section}.${field}`;
      if (isSettingKey(key)) flat.set(key, value);
    }
  }
  return flat;
}

/** The nested shape of flat settings, in the order of the schema. */
export function nest(flat: PartialSettings): NestedSettings {
  const nested: NestedSettings = {};
  for (const key of SETTING_KEYS.filter((known) => flat.has(known))) {
    const [section, field] = splitKey(key);
    const fields = (nested[section] ??= {});
    fields[field] = flat.get(key);
  }
  return nested;
}

/** Complete settings out of some: the schema's defaults fill in the rest. */
export function complete(flat: PartialSettings): Settings {
  return settingsSchema.parse(nest(flat), UNCOMPILED);
}

/** Every setting with its default. */
export const DEFAULTS: PartialSettings = flatten(complete(new Map()));

/** A value from the command line: JSON where it is JSON, else the text as it stands. */
export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
