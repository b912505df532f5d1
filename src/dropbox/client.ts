import { Dropbox } from 'dropbox';
import type { Session } from '../auth/session.ts';
import type { TeamReader, TeamWriter } from '../team.ts';
import { authorizedFetch } from './authorized.ts';
import { createReader } from './reader.ts';
import type { Transport } from './transport.ts';
import { createWriter } from './writer.ts';

/** Both sides of a team. */
export interface DropboxTeam {
  reader: TeamReader;
  writer: TeamWriter;
}

/** The team that a session opens, through the official SDK over our transport. */
export function createDropboxTeam(session: Session, transport: Transport): DropboxTeam {
  const client = new Dropbox({ fetch: authorizedFetch(transport, session) });
  return { reader: createReader(client), writer: createWriter(client) };
}
