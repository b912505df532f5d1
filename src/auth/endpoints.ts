import { InvalidInputError } from '../errors.ts';

const API_URL = 'TEAMSYNC_DROPBOX_API_URL';
const DEFAULT_API_ORIGIN = 'https://api.dropboxapi.com';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Where API calls go: an origin that is https, or http on a loopback address. Throws `insecure_url` for anything else. */
export function apiOrigin(env: Readonly<Record<string, string | undefined>>): string {
  const text = env[API_URL] ?? '';
  if (text === '') return DEFAULT_API_ORIGIN;
  const url = URL.canParse(text) ? new URL(text) : null;
  const safe =
    url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)));
  const bare =
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '';
  if (safe && bare) return url.origin;
  throw new InvalidInputError(
    'insecure_url',
    `${API_URL} must be an https URL without a path, or http on a loopback address.`,
    { hint: `Unset it to use ${DEFAULT_API_ORIGIN}.` },
  );
}
