import { InvalidInputError } from '../../errors.ts';

const HOSTS = ['127.0.0.1', 'localhost', '[::1]'] as const;

type LoopbackHost = (typeof HOSTS)[number];

/** A loopback address that the app at Dropbox has registered. */
export interface RedirectUri {
  /** Exactly as it was given: Dropbox compares it character for character. */
  text: string;
  host: LoopbackHost;
  port: number;
  path: string;
}

/** The addresses to register at the app, tried in this order; the ports are fixed because Dropbox knows no wildcard. */
export const DEFAULT_REDIRECT_URIS: readonly RedirectUri[] = [8765, 8766, 8767].map((port) => ({
  text: `http://127.0.0.1:${String(port)}/callback`,
  host: '127.0.0.1',
  port,
  path: '/callback',
}));

/** Takes a redirect URI apart; throws `bad_redirect_uri` unless it is plain http on loopback with a port, written in its normal form. */
export function parseRedirectUri(text: string): RedirectUri {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw badRedirectUri(text, 'it is not a URL');
  if (url.username !== '' || url.password !== '') {
    // A password is not repeated.
    throw badRedirectUri(`${url.protocol}//...@${url.host}`, 'it has a user name or a password');
  }
  const host = HOSTS.find((known) => known === url.hostname);
  if (url.protocol !== 'http:') throw badRedirectUri(text, 'it does not begin with http://');
  if (host === undefined) throw badRedirectUri(text, 'its host is not this machine');
  // A lone "?" or "#" leaves no trace in `search` and `hash`.
  if (/[?#]/.test(text)) throw badRedirectUri(text, 'it has a query or a fragment');
  const port = Number(url.port);
  // The port of http itself is dropped by parsing, and a browser would leave it out of its Host header.
  if (port === 0) throw badRedirectUri(text, 'it has no port, or port 80 or 0');
  if (url.href !== text && url.href !== `${text}/`) {
    throw badRedirectUri(text, `it is not in its normal form, ${url.href}`);
  }
  return { text, host, port, path: url.pathname };
}

function badRedirectUri(text: string, reason: string): InvalidInputError {
  return new InvalidInputError('bad_redirect_uri', `"${text}" cannot be used as a redirect URI: ${reason}.`, {
    hint: `Give --redirect-uri a URI like http://127.0.0.1:8765/callback (host ${HOSTS.join(', ')}; a port from 1 to 65535 other than 80; no query), exactly as it is registered in the App Console.`,
    details: { redirectUri: text },
  });
}
