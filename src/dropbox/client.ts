import { Dropbox } from 'dropbox';
import type { Secret } from '../auth/secret.ts';
import type { TeamReader, TeamWriter } from '../team.ts';
import { createReader } from './reader.ts';
import type { RequestCounts, Transport } from './transport.ts';
import { createWriter } from './writer.ts';

export interface DropboxTeam {
  reader: TeamReader;
  writer: TeamWriter;
  requests: () => RequestCounts;
}

/** The team that an access token opens, through the official SDK over our transport. */
export function createDropboxTeam(accessToken: Secret, transport: Transport): DropboxTeam {
  const client = new Dropbox({ accessToken: accessToken.reveal(), fetch: transport.fetch });
  return { reader: createReader(client), writer: createWriter(client), requests: transport.counts };
}
