import { InvalidInputError } from '../errors.ts';
import { renderScript, SHELLS, type Shell } from '../render/completion/scripts.ts';
import { done, type Context, type Outcome } from './context.ts';

export interface CompletionInput {
  shell?: Shell;
}

/** Prints the script that makes a shell complete command lines. */
export function runCompletion(_context: Context, { shell }: CompletionInput): Promise<Outcome> {
  if (shell === undefined) return Promise.reject(unnamed());
  const script = renderScript(shell);
  return Promise.resolve({ ...done({ shell, script }, script), verbatim: true });
}

function unnamed(): InvalidInputError {
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(SHELLS);
  return new InvalidInputError('usage', `teamsync completion needs the name of a shell: ${names}.`, {
    hint: `Type one of: ${SHELLS.map((shell) => `teamsync completion ${shell}`).join(', ')}`,
    details: { shells: SHELLS },
  });
}
