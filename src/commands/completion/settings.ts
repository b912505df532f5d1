import type { Candidate } from '../../render/completion/answer.ts';
import { choicesOf, defaultOf } from '../../settings/choices.ts';
import { isSettingKey, SETTING_KEYS, type SettingKey } from '../../settings/keys.ts';
import { MEANINGS } from '../../settings/meanings.ts';

/** The settings that were not named yet, each followed by `after`. */
export function keysBut(named: readonly string[], after: '' | '='): Candidate[] {
  return SETTING_KEYS.filter((key) => !named.includes(key)).map((key) => ({
    value: `${key}${after}`,
    about: MEANINGS[key],
  }));
}

/** The pairs that a key and its `=` can become. */
export function pairsOf(key: string): Candidate[] {
  return isSettingKey(key) ? choicesOf(key).map((value) => pair(key, value)) : [];
}

function pair(key: SettingKey, value: string): Candidate {
  return { value: `${key}=${value}`, about: value === defaultOf(key) ? 'the default' : '' };
}
