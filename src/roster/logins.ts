import type { Warning } from '../errors.ts';
import { quoted } from './problem.ts';

interface Beside {
  line: number;
  email: string;
  login: string;
}

/** Lines that a warning names; the others are counted. */
const NAMED = 5;

/** Looks at the names that people sign in with beside their mail addresses, which count. */
export class Logins {
  readonly #differing: Beside[] = [];
  readonly #lent: Beside[] = [];

  /** Notes the login of somebody who has a mail address. */
  compare(line: number, email: string, login: string): void {
    // A login that is no address is another kind of name, and differs from every address.
    if (!login.includes('@') || login.toLowerCase() === email) return;
    this.#differing.push({ line, email, login });
  }

  /** Notes that somebody without a mail address got the login as one. */
  lend(line: number, login: string): void {
    this.#lent.push({ line, email: login, login });
  }

  warnings(): Warning[] {
    return [
      ...warningOf(
        'login_differs',
        'The mail address counts where the login is another one',
        this.#differing.map(({ line, email, login }) => ({
          line,
          text: `${quoted(email)}, not ${quoted(login)}`,
        })),
      ),
      ...warningOf(
        'login_for_email',
        'The login counts where there is no mail address',
        this.#lent.map(({ line, login }) => ({ line, text: quoted(login) })),
      ),
    ];
  }
}

/** One warning for all lines of a kind, the first of which it names; none without any. */
export function warningOf(
  code: string,
  message: string,
  places: readonly { line: number; text: string }[],
): Warning[] {
  if (places.length === 0) return [];
  const named = places.slice(0, NAMED).map(({ line, text }) => `line ${String(line)} ${text}`);
  const more = places.length - named.length;
  if (more > 0) named.push(`${String(more)} more`);
  return [{ code, message: `${message}: ${named.join('; ')}.` }];
}
