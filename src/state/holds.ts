import { join } from 'node:path';
import * as z from 'zod';
import { once } from '../once.ts';
import type { Hold } from '../plan/types.ts';
import { writePrivateFile } from './files.ts';
import { readStateFile } from './state-file.ts';
import { teamFolder } from './team-folder.ts';

const holdsSchema = once(() =>
  z.strictObject({
    version: z.literal(1),
    holds: z.array(
      z.strictObject({
        email: z.string(),
        since: z.iso.datetime(),
        until: z.iso.datetime().nullable(),
        why: z.string(),
      }),
    ),
  }),
);

/** A hold as it is kept: also since when it is there. */
export type StoredHold = Hold & { since: string };

/** Reads whom no run of a team may touch now; holds that have expired are left out. Throws `state_broken` (exit 7). */
export async function readHolds(stateFolder: string, teamId: string, now: Date): Promise<StoredHold[]> {
  const found = await readStateFile(holdsPath(stateFolder, teamId), holdsSchema, {
    what: 'whom no run may touch',
    hint: 'Repair the file, or move it away and add the holds again with: teamsync hold add EMAIL --why TEXT',
  });
  return (found?.holds ?? []).filter(({ until }) => until === null || new Date(until) > now);
}

/** Replaces the holds of a team. */
export async function writeHolds(
  stateFolder: string,
  teamId: string,
  holds: readonly StoredHold[],
): Promise<void> {
  const sorted = [...holds].sort((a, b) => (a.email < b.email ? -1 : 1));
  const content = holdsSchema().parse({ version: 1, holds: sorted });
  await writePrivateFile(holdsPath(stateFolder, teamId), `${JSON.stringify(content, null, 2)}\n`);
}

function holdsPath(stateFolder: string, teamId: string): string {
  return join(teamFolder(stateFolder, teamId), 'holds.json');
}
