import { InvalidInputError } from '../../errors.ts';
import { changeSettings } from '../../settings/change.ts';
import type { Flags } from '../../settings/flags.ts';
import { readWishes } from '../../settings/pairs.ts';
import type { Context, Outcome } from '../context.ts';
import { reportChange } from './changed.ts';

/** Stores the settings that pairs and flags ask for: all of them, or none where one is wrong. */
export async function runSettingsSet(
  context: Context,
  options: { pairs: readonly string[]; flags: Flags },
): Promise<Outcome> {
  const set = readWishes(options.pairs, options.flags);
  if (set.size === 0) {
    throw new InvalidInputError('nothing_to_set', 'No setting was named.', {
      hint: 'Write KEY=VALUE, or a flag such as --provision; "teamsync settings show" lists every key.',
    });
  }
  const place = { configFolder: context.folders.config, profile: context.options.profile };
  return reportChange(await changeSettings(place, { set }));
}
