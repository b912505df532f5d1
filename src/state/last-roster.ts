import { join } from 'node:path';
import * as z from 'zod';
import { once } from '../once.ts';
import { writePrivateFile } from './files.ts';
import { readStateFile } from './state-file.ts';
import { teamFolder } from './team-folder.ts';

const lastRosterSchema = once(() =>
  z.strictObject({
    version: z.literal(1),
    /** When the run was that it served. */
    at: z.iso.datetime(),
    /** Hex SHA-256 of its bytes. */
    sha256: z.string(),
    /** Of the file; `null` where there was none. */
    modifiedAt: z.iso.datetime().nullable(),
    people: z.int().min(0),
    assigned: z.int().min(0),
    /** Fields that it had. */
    columns: z.array(z.string()),
    /** Name of a group → how many people it had. */
    groups: z.record(z.string(), z.int().min(0)),
    /** E-mails of those whom it wanted suspended. */
    suspended: z.array(z.string()),
  }),
);

/** What is kept of the last roster of a team that served a good run, to tell whether a new one looks healthy. */
export type LastRoster = z.infer<ReturnType<typeof lastRosterSchema>>;

/** Reads what is kept of the last good roster of a team; `null` when there was none yet. Throws `state_broken` (exit 7). */
export async function readLastRoster(stateFolder: string, teamId: string): Promise<LastRoster | null> {
  return readStateFile(lastRosterPath(stateFolder, teamId), lastRosterSchema, {
    what: 'what is kept of the last good roster of this team',
    hint: 'Check your roster yourself (teamsync roster check ROSTER), then move the file away: the next good run writes a new one.',
  });
}

/** Replaces what is kept of the last good roster of a team. */
export async function writeLastRoster(
  stateFolder: string,
  teamId: string,
  roster: LastRoster,
): Promise<void> {
  await writePrivateFile(lastRosterPath(stateFolder, teamId), `${JSON.stringify(roster)}\n`);
}

function lastRosterPath(stateFolder: string, teamId: string): string {
  return join(teamFolder(stateFolder, teamId), 'last-roster.json');
}
