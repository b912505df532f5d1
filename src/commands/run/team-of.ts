import { readEnvironment } from '../../auth/environment.ts';
import { parseRecord } from '../../auth/login-record.ts';
import { loginFileOf } from '../auth/login-file.ts';
import type { Context } from '../context.ts';
import { openLine } from './line.ts';
import { sessionFor } from './session.ts';

/** A team by its id and its name. */
export interface TeamName {
  id: string;
  name: string;
}

/**
 * The team that a profile is about, as far as this machine knows without asking anybody: the one of the stored login, or
 * the rehearsal team. `null` where only Dropbox knows, as with a token of the environment, which wins over a login.
 */
export async function knownTeam(context: Context): Promise<TeamName | null> {
  if (!context.options.sandbox) {
    const { accessToken, refreshToken } = await readEnvironment(context.outside.env, context.folders.work);
    if (accessToken !== null || refreshToken !== null) return null;
  }
  const file = loginFileOf(context);
  const login = parseRecord(file.read(), file.path)?.login;
  if (login != null) return login.team;
  if (!context.options.sandbox) return null;
  const line = await openLine(context, 0);
  try {
    const team = line.sandbox?.snapshot().team;
    return team === undefined ? null : { id: team.id, name: team.name };
  } finally {
    await line.close();
  }
}

/** The team that a profile is about; Dropbox is asked where this machine does not know. Throws when nobody is authorized. */
export async function teamOf(context: Context, retryBudgetMs: number): Promise<TeamName> {
  const known = await knownTeam(context);
  if (known !== null) return known;
  const line = await openLine(context, retryBudgetMs);
  try {
    const { session } = await sessionFor(context, line);
    const { readIdentity } = await import('../../dropbox/identity.ts');
    return (await readIdentity(session, line.transport)).team;
  } finally {
    await line.close();
  }
}
