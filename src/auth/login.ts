import { LostAnswerError, TeamsyncError, UnauthorizedError, UnavailableError } from '../errors.ts';
import type { Way } from './browser.ts';
import { openListener } from './loopback/listener.ts';
import type { RedirectUri } from './loopback/redirect-uri.ts';
import {
  authorizeUrl,
  exchangeCode,
  newAttempt,
  type Attempt,
  type OAuthApp,
  type TokenAnswer,
  type TokenEndpoint,
} from './oauth.ts';
import { redact, Secret } from './secret.ts';

export interface LoginRequest {
  app: OAuthApp;
  scopes: readonly string[];
  /** Of the page at which the login is allowed. */
  authOrigin: string;
  endpoint: TokenEndpoint;
  way: Way;
  /** The registered redirect URIs, the preferred one first. */
  redirectUris: readonly RedirectUri[];
  timeoutMs: number;
}

/** What a login needs from outside. */
export interface LoginSurroundings {
  /** Tells whoever logs in what to do. */
  say: (text: string) => void;
  /** Asks for the code that Dropbox shows, until the signal ends that; empty when none was given. */
  readCode: (limit: AbortSignal) => Promise<string>;
  openPage: (url: URL) => Promise<void>;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

/**
 * Has an admin allow the app what it asks for, and hands the tokens to `accept`, which checks and keeps them; the browser
 * is told how that ended. Throws what stood in the way.
 */
export async function login<T extends { page: string }>(
  request: LoginRequest,
  outside: LoginSurroundings,
  accept: (answer: TokenAnswer) => Promise<T>,
): Promise<T> {
  const attempt = await newAttempt();
  return request.way.kind === 'paste'
    ? byPasting(request, outside, attempt, accept)
    : byRedirect(request, outside, attempt, accept);
}

async function byPasting<T>(
  request: LoginRequest,
  outside: LoginSurroundings,
  attempt: Attempt,
  accept: (answer: TokenAnswer) => Promise<T>,
): Promise<T> {
  const url = pageUrl(request, null, attempt);
  const why = request.way.kind === 'paste' ? request.way.why : null;
  const reason = why === null ? '' : `No browser is opened here, because ${why}.\n`;
  outside.say(
    `${reason}Open this page, allow the app, and copy the code that Dropbox shows:\n\n  ${url.href}\n`,
  );
  const code = (await beforeTimeout(request.timeoutMs, outside)).trim();
  if (code === '' || /\s/.test(code)) {
    throw new UnauthorizedError(
      'no_code',
      'No code was given, so nobody is authorized. Nothing was stored.',
      {
        hint: 'Start again, and paste the whole code that Dropbox shows after Allow.',
      },
    );
  }
  return accept(await exchange(request, attempt, code, null));
}

/** Waits for a code no longer than for a browser: standard input may stay open for ever. */
async function beforeTimeout(
  timeoutMs: number,
  { readCode, sleep, signal }: LoginSurroundings,
): Promise<string> {
  const limit = new AbortController();
  const late = new AbortController();
  const reading = readCode(late.signal);
  void sleep(timeoutMs, limit.signal).then(() => {
    if (!limit.signal.aborted && !signal.aborted) late.abort();
  });
  try {
    return await reading;
  } finally {
    limit.abort();
  }
}

async function byRedirect<T extends { page: string }>(
  request: LoginRequest,
  outside: LoginSurroundings,
  attempt: Attempt,
  accept: (answer: TokenAnswer) => Promise<T>,
): Promise<T> {
  const listener = await openListener(request.redirectUris);
  try {
    const redirectUri = listener.redirectUri.text;
    const url = pageUrl(request, redirectUri, attempt);
    const { sleep, signal } = outside;
    const waiting = listener.wait({ state: attempt.state, timeoutMs: request.timeoutMs, signal, sleep });
    // Whoever refuses faster than the page opens must not end the program.
    waiting.catch(() => undefined);
    outside.say(instructions(request, url, redirectUri));
    if (request.way.kind === 'browser') await outside.openPage(url);
    const callback = await waiting;
    try {
      const code = callback.parameters.get('code') ?? '';
      const accepted = await accept(await exchange(request, attempt, code, redirectUri));
      await callback.finish({ tone: 'success', heading: 'Authorized', text: accepted.page });
      return accepted;
    } catch (error) {
      const text =
        error instanceof TeamsyncError ? redact(error.message) : 'Something unexpected went wrong.';
      await callback.finish({ tone: 'error', heading: 'Not authorized', text });
      throw error;
    }
  } finally {
    await listener.close();
  }
}

function instructions({ way }: LoginRequest, url: URL, redirectUri: string): string {
  const what =
    way.kind === 'browser'
      ? 'Your browser opens this page; if it does not, open it yourself on this machine:'
      : 'Open this page on this machine:';
  return (
    `${what}\n\n  ${url.href}\n\n` +
    `Then Dropbox sends the browser back to ${redirectUri}, which must stand among\n` +
    'the redirect URIs of the app, character for character. Waiting for that; Ctrl-C ends it.\n'
  );
}

function pageUrl(
  { authOrigin, app, scopes }: LoginRequest,
  redirectUri: string | null,
  attempt: Attempt,
): URL {
  return authorizeUrl(authOrigin, { appKey: app.key, scopes, redirectUri, attempt });
}

async function exchange(
  { endpoint, app }: LoginRequest,
  { verifier }: Attempt,
  code: string,
  redirectUri: string | null,
): Promise<TokenAnswer> {
  try {
    return await exchangeCode(endpoint, app, { code: new Secret(code), verifier, redirectUri });
  } catch (error) {
    if (!(error instanceof LostAnswerError)) throw error;
    throw new UnavailableError(
      'code_lost',
      `${error.message.replace(/ Whether it was done is not known yet\.$/, '')} A code works only once, so it was not sent again. Nothing was stored.`,
      {
        hint: 'Start again with: teamsync auth dropbox',
        details: error.details,
      },
    );
  }
}
