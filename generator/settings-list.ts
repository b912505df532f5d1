import { schemaOf } from '../src/settings/choices.ts';
import { describe } from '../src/settings/expected.ts';
import { DEFAULTS, SETTING_KEYS, type SettingKey } from '../src/settings/keys.ts';
import { MEANINGS } from '../src/settings/meanings.ts';

/** A setting as a reference lists it. */
export interface SettingEntry {
  key: SettingKey;
  /** What values it takes, in words. */
  takes: string;
  /** Its default as JSON. */
  usual: string;
  meaning: string;
}

/** Every setting, in the order of the schema. */
export function listSettings(): SettingEntry[] {
  return SETTING_KEYS.map((key) => ({
    key,
    takes: describe(schemaOf(key)),
    usual: JSON.stringify(DEFAULTS.get(key)),
    meaning: MEANINGS[key],
  }));
}
