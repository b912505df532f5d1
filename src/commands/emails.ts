import { InvalidInputError } from '../errors.ts';

/** RFC 5321 allows 254; Dropbox takes 255. */
const LONGEST_EMAIL = 255;

/** One `@`, and nothing that no address has: spaces, control and format characters. */
const ADDRESS = /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u;

/** The addresses that were typed, in lower case and each once. Throws `invalid_email` (exit 7) that names all that are none. */
export function parseEmails(typed: readonly string[]): string[] {
  const wrong = typed.filter((email) => !ADDRESS.test(email) || email.length > LONGEST_EMAIL);
  if (wrong.length > 0) {
    const named = wrong.map((email) => JSON.stringify(email)).join(', ');
    const message = wrong.length === 1 ? `${named} is no e-mail.` : `These are no e-mails: ${named}.`;
    throw new InvalidInputError('invalid_email', message, {
      hint: 'Give whole addresses, such as ana@example.com, with spaces between them.',
      details: { emails: wrong },
    });
  }
  return [...new Set(typed.map((email) => email.toLowerCase()))];
}
