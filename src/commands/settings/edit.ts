import { InvalidInputError } from '../../errors.ts';
import { editSettings } from '../../settings/edit.ts';
import { openPrompts, type Prompts } from '../../settings/prompts.ts';
import type { Context, Outcome } from '../context.ts';
import { reportChange } from './changed.ts';

/** Asks for the settings of each action on the terminal and stores what was changed and confirmed. */
export async function runSettingsEdit(context: Context, prompts?: Prompts): Promise<Outcome> {
  if (!context.interactive) {
    throw new InvalidInputError('needs_terminal', 'The settings cannot be asked for without a terminal.', {
      hint: 'Use "teamsync settings set KEY=VALUE" instead.',
    });
  }
  const { stdin, stderr, signal } = context.outside;
  const asking = prompts ?? (await openPrompts({ input: stdin, output: stderr, signal }));
  const place = { configFolder: context.folders.config, profile: context.options.profile };
  return reportChange(await editSettings(place, asking));
}
