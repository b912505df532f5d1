import { describe } from '../src/settings/expected.ts';
import { DEFAULTS, SETTING_KEYS, type SettingKey } from '../src/settings/keys.ts';
import { MEANINGS } from '../src/settings/meanings.ts';
import { settingsSchema } from '../src/settings/schema.ts';

/** A setting as a reference lists it. */
export interface SettingEntry {
  key: SettingKey;
  /** What values it takes, in words. */
  takes: string;
  /** Its default as JSON. */
  usual: string;
  meaning: string;
}

/** What the words for a schema are made from. */
type Schema = Parameters<typeof describe>[0];

/** Every setting, in the order of the schema. */
export function listSettings(): SettingEntry[] {
  const takes = new Map<string, string>(
    Object.entries(settingsSchema.shape).flatMap(([section, fields]) =>
      Object.entries<Schema>(fields.unwrap().shape).map(
        ([field, schema]) => [`${section}.${field}`, describe(schema)] as const,
      ),
    ),
  );
  return SETTING_KEYS.map((key) => ({
    key,
    takes: takes.get(key) ?? '',
    usual: JSON.stringify(DEFAULTS.get(key)),
    meaning: MEANINGS[key],
  }));
}
