import { refuseProblems, unknownKey } from '../../settings/check.ts';
import { flatten, isSettingKey } from '../../settings/keys.ts';
import { loadSettings } from '../../settings/load.ts';
import { jsonText } from '../../settings/values.ts';
import { type Context, done, type Outcome } from '../context.ts';

/** Prints one value and nothing else, so that a script can use it: text as it is, anything else as JSON. */
export async function runSettingsGet(context: Context, options: { key: string }): Promise<Outcome> {
  const { key } = options;
  refuseProblems(isSettingKey(key) ? [] : [unknownKey(key)]);
  const { profile } = context.options;
  const { settings, warnings } = await loadSettings({ configFolder: context.folders.config, profile });
  const value = new Map<string, unknown>(flatten(settings)).get(key);
  return done({ value }, `${typeof value === 'string' ? value : jsonText(value)}\n`, warnings);
}
