import { InvalidInputError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { parseEmails } from '../emails.ts';

/** Stands for standard input. */
const STANDARD_INPUT = '-';
/** More than this is no list of people. */
const MOST_CHARACTERS = 1_000_000;

/** The addresses that were typed; `-` reads them from standard input, with spaces, commas or line breaks between them. */
export async function readEmails({ outside }: Context, typed: readonly string[]): Promise<string[]> {
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
  for await (const chunk of outside.stdin) {
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
