import { InvalidInputError } from '../../errors.ts';

/** It stands in one line of every plan. */
const LONGEST_REASON = 200;

/** Control and format characters, line and paragraph separators: what would not stay one line of plain text. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The reason of a hold without spaces around it. Throws `invalid_why` (exit 7) where it is not one line of plain text. */
export function parseWhy(typed: string): string {
  const why = typed.trim();
  const { length } = why;
  if (length === 0) throw invalid('--why is empty.');
  if (length > LONGEST_REASON) {
    throw invalid(`--why has ${String(length)} characters, and may have ${String(LONGEST_REASON)}.`);
  }
  if (UNSAFE.test(why)) throw invalid('--why holds a line break or another control character.');
  return why;
}

function invalid(message: string): InvalidInputError {
  return new InvalidInputError('invalid_why', message, {
    hint: 'Say in one line why nobody may touch them, such as --why "Parental leave".',
  });
}
