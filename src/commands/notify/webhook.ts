import { isLoopback } from '../../auth/endpoints.ts';
import { WEBHOOK_VARIABLE, type Environment } from '../../auth/environment.ts';
import { Secret } from '../../auth/secret.ts';
import { InvalidInputError } from '../../errors.ts';

/** A path that is shorter is no key, and taking it out of every text would spoil some. */
const SHORTEST_KEY = 20;

/** Where notifications go, as a secret; `null` where nobody wants them. Throws `insecure_url` without a word of the address. */
export function readWebhook(env: Environment): Secret | null {
  const text = (env[WEBHOOK_VARIABLE] ?? '').trim();
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !isSafe(url)) {
    throw new InvalidInputError(
      'insecure_url',
      `${WEBHOOK_VARIABLE} must be an https URL, or http on a loopback address, without a user or a password in it.`,
      { hint: 'Copy the address of the webhook again, or unset the variable to be told nothing.' },
    );
  }
  keepOut(text);
  keepOut(url.pathname + url.search, SHORTEST_KEY);
  return new Secret(url.href);
}

function isSafe({ protocol, hostname, username, password }: URL): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Has the net below all output take out this text too: making a secret of it is what enters it there. */
function keepOut(text: string, shortest = 0): Secret | null {
  return text.length >= shortest ? new Secret(text) : null;
}
