import { InvalidInputError } from '../../errors.ts';
import { changeSettings } from '../../settings/change.ts';
import { readKeys } from '../../settings/pairs.ts';
import type { Context, Outcome } from '../context.ts';
import { reportChange } from './changed.ts';

/** Forgets stored settings, so that their defaults count again: all the named ones, or none where one is wrong. */
export async function runSettingsUnset(
  context: Context,
  options: { keys: readonly string[] },
): Promise<Outcome> {
  const unset = readKeys(options.keys);
  if (unset.length === 0) {
    throw new InvalidInputError('nothing_to_unset', 'No setting was named.', {
      hint: 'Name one or more keys; "teamsync settings show" lists them.',
    });
  }
  const place = { configFolder: context.folders.config, profile: context.options.profile };
  return reportChange(await changeSettings(place, { unset }));
}
