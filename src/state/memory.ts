import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import { writePrivateFile } from './files.ts';

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
  const path = memoryPath(stateFolder, teamId);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { managed: new Set(), suspendedByDeprovision: new Set() };
    }
    throw broken(path, error);
  }
  try {
    const { managed, suspendedByDeprovision } = memorySchema.parse(JSON.parse(text));
    return { managed: new Set(managed), suspendedByDeprovision: new Set(suspendedByDeprovision) };
  } catch (error) {
    throw broken(path, error);
  }
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
  return join(stateFolder, 'teams', encodeURIComponent(teamId), 'memory.json');
}

function broken(path: string, cause: unknown): InvalidInputError {
  return new InvalidInputError(
    'state_broken',
    `Cannot read what earlier runs remembered of this team in ${path}.`,
    {
      hint: 'Move the file away. Without it, members who are not in the roster count as never managed, until the next run has named them.',
      details: { path },
      cause,
    },
  );
}
