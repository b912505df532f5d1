import { DeclinedError, InvalidInputError } from '../../errors.ts';
import { shownTo } from '../../render/local-time.ts';
import type { Context } from '../context.ts';

/** The only answer that counts as consent. */
const CONSENT = 'yes';

/** Asks whether the plan that was just shown should be applied. Throws when nobody can be asked, or when the answer is no. */
export async function confirm(context: Context, question: string): Promise<void> {
  if (!context.interactive) {
    throw new InvalidInputError(
      'confirmation_needed',
      'There are changes to apply and nobody who can be asked. Nothing was sent to Dropbox.',
      {
        hint: 'Add --yes to apply them, or --dry-run to only look; a question needs a terminal and neither --json, --quiet nor --no-input.',
      },
    );
  }
  const answer = await ask(context, question);
  if (answer !== CONSENT)
    throw new DeclinedError(`Not applied: only "${CONSENT}" is a yes. Nothing was sent to Dropbox.`);
}

async function ask(context: Context, question: string): Promise<string> {
  const { default: inquirer } = await import('inquirer');
  const { stdin, stderr, signal } = context.outside;
  const prompt = inquirer.createPromptModule({ input: stdin, output: stderr });
  const answering = prompt<{ answer: string }>([
    {
      type: 'input',
      name: 'answer',
      message: shownTo(context.outside, `${question} Type ${CONSENT} to apply:`),
    },
  ]);
  try {
    const { answer } = await answering;
    return answer.trim();
  } catch (error) {
    if (error instanceof Error && /Prompt|Abort/.test(error.name)) {
      throw new DeclinedError('Interrupted at the question. Nothing was sent to Dropbox.', {
        cause: signal.aborted ? signal.reason : error,
      });
    }
    throw error;
  }
}
