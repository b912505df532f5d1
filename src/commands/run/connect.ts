import { checkTeam } from '../../auth/credentials.ts';
import type { Login } from '../../auth/login-record.ts';
import type { Warning } from '../../errors.ts';
import type { RequestCounts } from '../../dropbox/transport.ts';
import type { TeamReader, TeamWriter } from '../../team.ts';
import { profileFlag, type Context } from '../context.ts';
import { openLine } from './line.ts';
import { sessionFor } from './session.ts';

/** A team that can be read and written, wherever it lives. */
export interface Connection {
  reader: TeamReader;
  writer: TeamWriter;
  /** What the stored login may do and which team it is for; `null` where only Dropbox knows. */
  login: { teamId: string; scopes: readonly string[] } | null;
  requests: () => RequestCounts;
  warnings: Warning[];
  close: () => Promise<void>;
}

/** Connects to the team of this run, which writes so much side by side at most, without sending anything. Throws when there are no credentials. */
export async function connect(
  context: Context,
  retryBudgetMs: number,
  writesAtOnce?: number,
): Promise<Connection> {
  const line = await openLine(context, retryBudgetMs, { writesAtOnce });
  try {
    const [{ createDropboxTeam }, { session, login, warnings }] = await Promise.all([
      import('../../dropbox/client.ts'),
      sessionFor(context, line),
    ]);
    const { reader, writer } = createDropboxTeam(session, line.transport);
    return {
      reader: login === null ? reader : boundTo(reader, login, profileFlag(context)),
      writer,
      login: login === null ? null : { teamId: login.team.id, scopes: login.scopes },
      requests: line.transport.counts,
      warnings,
      close: line.close,
    };
  } catch (error) {
    await line.close();
    throw error;
  }
}

/** A reader that refuses any team but the one that was authorized. */
function boundTo(reader: TeamReader, login: Login, profile: string): TeamReader {
  return {
    lookUp: (whom) => reader.lookUp(whom),
    listGroups: () => reader.listGroups(),
    async readTeam(extent) {
      const actual = await reader.readTeam(extent);
      checkTeam(login, actual.team, profile);
      return actual;
    },
  };
}
