import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './files.ts';
import { readStateFile } from './state-file.ts';
import { teamFolder } from './team-folder.ts';

const memorySchema = z.strictObject({
  version: z.literal(1),
  managed: z.array(z.string()),
  suspendedByDeprovision: z.array(z.string()),
});

/** What teamsync remembers of a team between runs; everything else is read anew each time. */
export interface TeamMemory {
  /** Ids of members whom a roster of this team has named. */
  managed: ReadonlySet<string>;
  /** Ids of members whom a deprovision suspended, so that coming back may unsuspend them. */
  suspendedByDeprovision: ReadonlySet<string>;
}

/** Reads the memory of a team; one that nothing was remembered of yet has an empty one. */
export async function readMemory(stateFolder: string, teamId: string): Promise<TeamMemory> {
  const found = await readStateFile(memoryPath(stateFolder, teamId), memorySchema, {
    what: 'what earlier runs remembered of this team',
    hint: 'Move the file away. Without it, members who are not in the roster count as never managed, until the next run has named them.',
  });
  return {
    managed: new Set(found?.managed),
    suspendedByDeprovision: new Set(found?.suspendedByDeprovision),
  };
}

/** Replaces the memory of a team. */
export async function writeMemory(stateFolder: string, teamId: string, memory: TeamMemory): Promise<void> {
  const content = {
    version: 1,
    managed: [...memory.managed].sort(),
    suspendedByDeprovision: [...memory.suspendedByDeprovision].sort(),
  };
  await writePrivateFile(memoryPath(stateFolder, teamId), `${JSON.stringify(content)}\n`);
}

function memoryPath(stateFolder: string, teamId: string): string {
  return join(teamFolder(stateFolder, teamId), 'memory.json');
}
