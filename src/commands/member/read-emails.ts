import { InvalidInputError } from '../../errors.ts';
import { inTime } from '../../roster/patience.ts';
import type { Context } from '../context.ts';
import { parseEmails } from '../emails.ts';

/** Stands for standard input. */
const STANDARD_INPUT = '-';
/** More than this is no list of people. */
const MOST_CHARACTERS = 1_000_000;
const MS_PER_SECOND = 1000;

/**
 * The addresses that were typed; `-` reads them from standard input, with spaces, commas or line breaks between them, and gives up when
 * nothing comes for so many milliseconds.
 */
export async function readEmails(
  { outside }: Context,
  typed: readonly string[],
  patienceMs: number,
): Promise<string[]> {
  if (!typed.includes(STANDARD_INPUT)) return parseEmails(typed);
  if (outside.stdin.isTTY === true) {
    throw new InvalidInputError(
      'usage',
      '- reads e-mails from standard input, and nothing is piped into it.',
      {
        hint: 'For example: cut -d, -f1 leavers.csv | teamsync member suspend -',
      },
    );
  }
  let text = '';
  const input: AsyncIterable<Uint8Array | string> = outside.stdin;
  const patience = { milliseconds: patienceMs, sleep: outside.sleep };
  for await (const chunk of inTime(input, patience, () => stalled(patienceMs))) {
    text += String(chunk);
    if (text.length > MOST_CHARACTERS) {
      throw new InvalidInputError('too_many_emails', 'Standard input is longer than any list of e-mails.', {
        hint: 'Give one address a line.',
      });
    }
  }
  const read = text.split(/[\s,;]+/).filter((word) => word !== '');
  const others = typed.filter((word) => word !== STANDARD_INPUT);
  const emails = parseEmails([...others, ...read]);
  if (emails.length > 0) return emails;
  throw new InvalidInputError('no_emails', 'Standard input has no e-mail in it.', {
    hint: 'Give one address a line.',
  });
}

function stalled(waitedMs: number): InvalidInputError {
  const seconds = String(waitedMs / MS_PER_SECOND);
  return new InvalidInputError(
    'emails_stalled',
    `Standard input did not end: nothing came for ${seconds} seconds. Nothing was sent to Dropbox.`,
    {
      hint: 'Check what writes to the pipe, or give the addresses on the command line. More time: --retry-budget 30m.',
    },
  );
}
