import { checkTeam, notAuthorized } from '../../auth/credentials.ts';
import { readIdentity, type Identity } from '../../dropbox/identity.ts';
import { EXIT, TeamsyncError } from '../../errors.ts';
import { renderAuthStatus, type AuthStatus } from '../../render/auth.ts';
import { profileFlag, type Context, type Outcome } from '../context.ts';
import { openLine, type Line } from '../run/line.ts';
import { sessionFor, type RunSession } from '../run/session.ts';
import { NOBODY, statusOf } from './status-of.ts';
import { styleOf } from './style-of.ts';

export interface AuthStatusInput {
  offline: boolean;
  /** Milliseconds. */
  retryBudget: number;
}

/** Tells who is authorized, for which team and with which scopes, and whether it still works. */
export async function runAuthStatus(context: Context, input: AuthStatusInput): Promise<Outcome> {
  const line = await openLine(context, input.retryBudget);
  try {
    const opened = await sessionFor(context, line);
    if (opened.source === 'sandbox') return nobody(notAuthorized(profileFlag(context)));
    const asked = input.offline
      ? { identity: null, error: null }
      : await ask(line, opened, profileFlag(context));
    return outcomeOf(context, opened, input.offline, asked);
  } catch (error) {
    if (error instanceof TeamsyncError && error.exitCode === EXIT.unauthorized) return nobody(error);
    throw error;
  } finally {
    await line.close();
  }
}

function nobody(error: TeamsyncError): Outcome {
  return { exitCode: error.exitCode, data: NOBODY, warnings: [], error, text: '' };
}

type Asked = { identity: Identity; error: null } | { identity: null; error: TeamsyncError | null };

async function ask(line: Line, { session, login }: RunSession, profile: string): Promise<Asked> {
  try {
    const identity = await readIdentity(session, line.transport);
    if (login !== null) checkTeam(login, identity.team, profile);
    return { identity, error: null };
  } catch (error) {
    if (error instanceof TeamsyncError) return { identity: null, error };
    throw error;
  }
}

function outcomeOf(
  context: Context,
  { source, login, session, warnings }: RunSession,
  offline: boolean,
  { identity, error }: Asked,
): Outcome {
  if (source === 'sandbox') throw new Error('the token of every sandbox is nobody’s login');
  // Whoever could not be asked leaves the answer open; only a refusal is a no.
  const unknown = offline || error?.exitCode === EXIT.unavailable;
  const status: AuthStatus = {
    ...statusOf({
      source,
      known: identity ?? login,
      scopes: login?.scopes ?? null,
      expiresAt: session.expiresAt(),
      valid: unknown ? null : error === null,
    }),
    authorized: unknown || error === null,
  };
  const text = renderAuthStatus(status, styleOf(context));
  return { exitCode: error?.exitCode ?? EXIT.done, data: status, warnings, error, text };
}
