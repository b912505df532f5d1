import { InterruptedError, UnauthorizedError, type TeamsyncError } from '../../errors.ts';
import type { Verdict } from './callback.ts';
import type { RedirectUri } from './redirect-uri.ts';

/** The error code of somebody who said no (RFC 6749, section 4.1.2.1). */
export const ACCESS_DENIED = 'access_denied';

const AGAIN = 'run teamsync auth dropbox again';

export interface Unusable {
  redirectUri: string;
  /** The code of the operating system. */
  reason: string;
}

/** There is no place to listen at. */
export function portsTaken(tried: readonly Unusable[]): UnauthorizedError {
  const list = tried.map(({ redirectUri, reason }) => `${redirectUri} (${reason})`).join(', ');
  return new UnauthorizedError(
    'ports_taken',
    `Cannot wait for the answer of Dropbox, because something else listens there or the system forbids it: ${list}.`,
    {
      hint: 'Stop what listens there, give another URI that is registered in the App Console with --redirect-uri, or use --paste.',
      details: { tried },
    },
  );
}

/** Dropbox answered the sign-in with an error. */
export function refusedSignIn({ error, description }: Extract<Verdict, { kind: 'refused' }>): TeamsyncError {
  const details = { error, description };
  const said = description === '' ? '' : ` Dropbox says: ${description}`;
  if (error === ACCESS_DENIED) {
    return new UnauthorizedError(
      'access_denied',
      `The access was not allowed at Dropbox (${ACCESS_DENIED}).${said}`,
      { hint: `To allow it after all, ${AGAIN} and approve the page as an admin of the team.`, details },
    );
  }
  return new UnauthorizedError('sign_in_failed', `Dropbox ended the sign-in with "${error}".${said}`, {
    hint: `Check the app key and the permissions of the app in the App Console, then ${AGAIN}.`,
    details,
  });
}

/** Nobody came back from Dropbox in time. */
export function timedOut(redirect: RedirectUri, timeoutMs: number): UnauthorizedError {
  return new UnauthorizedError(
    'sign_in_timeout',
    `Nobody came back from Dropbox to ${redirect.text} within ${duration(timeoutMs)}.`,
    {
      hint: `Check that the page was opened and approved in a browser of this machine, and that ${redirect.text} is registered in the App Console, character for character. Without a browser here, try --paste.`,
      details: { redirectUri: redirect.text, timeoutMs },
    },
  );
}

/** The wait for the browser was interrupted. */
export function interruptedSignIn(reason: unknown): InterruptedError {
  return new InterruptedError(reason, 'Interrupted while waiting for the browser; nothing was stored.', {
    hint: `To sign in, ${AGAIN}.`,
  });
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds % 60 === 0 && seconds > 0 ? `${String(seconds / 60)} min` : `${String(seconds)} s`;
}
