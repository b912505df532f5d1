import { join } from 'node:path';
import * as z from 'zod';
import { once } from '../once.ts';
import type { Remembered, Removed } from '../plan/types.ts';
import { writePrivateFile } from './files.ts';
import { readStateFile } from './state-file.ts';
import { teamFolder } from './team-folder.ts';

const removedSchema = once(
  () =>
    z.strictObject({
      email: z.string(),
      externalId: z.string().nullable(),
      removedOn: z.iso.datetime(),
    }) satisfies z.ZodType<Removed>,
);

/** What is remembered of single people; each of them is absent in files from before it was. */
const peopleShape = () => ({
  /** Member id → days. */
  reminded: z.record(z.string(), z.int().min(0)).default({}),
  /** E-mail → fingerprint of a row. */
  cancelled: z.record(z.string(), z.string()).default({}),
  /** By member id. */
  removed: z.record(z.string(), removedSchema()).default({}),
  /** E-mail → date. */
  reserved: z.record(z.string(), z.iso.datetime()).default({}),
});

/** The shape in which a plan takes along what was remembered. */
export const rememberedSchema = once(() =>
  z.strictObject({
    known: z.boolean(),
    managed: z.array(z.string()),
    suspendedByDeprovision: z.array(z.string()),
    ...peopleShape(),
  }),
);

/** A file from before says by itself that the team is known. */
const memorySchema = once(() =>
  rememberedSchema().extend({ version: z.literal(1), known: z.boolean().default(true) }),
);

/** Reads the memory of a team; one that nothing was remembered of yet has an empty one. */
export async function readMemory(stateFolder: string, teamId: string): Promise<Remembered> {
  const found = await readStateFile(memoryPath(stateFolder, teamId), memorySchema, {
    what: 'what earlier runs remembered of this team',
    hint: 'Move the file away. Without it, members who are not in the roster count as never managed, until the next run has named them.',
  });
  return found === null ? NOTHING : remembered(found);
}

/** What was remembered, out of the shape in which it was kept. */
export function remembered(kept: z.infer<ReturnType<typeof rememberedSchema>>): Remembered {
  return {
    known: kept.known,
    managed: new Set(kept.managed),
    suspendedByDeprovision: new Set(kept.suspendedByDeprovision),
    reminded: new Map(Object.entries(kept.reminded)),
    cancelled: new Map(Object.entries(kept.cancelled)),
    removed: new Map(Object.entries(kept.removed)),
    reserved: new Map(Object.entries(kept.reserved)),
  };
}

/** The shape in which what was remembered is kept, the same bytes for the same content. */
export function keptShape(memory: Remembered): z.infer<ReturnType<typeof rememberedSchema>> {
  return {
    known: memory.known,
    managed: [...memory.managed].sort(),
    suspendedByDeprovision: [...memory.suspendedByDeprovision].sort(),
    reminded: record(memory.reminded),
    cancelled: record(memory.cancelled),
    removed: record(memory.removed),
    reserved: record(memory.reserved),
  };
}

const NOTHING: Remembered = {
  known: false,
  managed: new Set(),
  suspendedByDeprovision: new Set(),
  reminded: new Map(),
  cancelled: new Map(),
  removed: new Map(),
  reserved: new Map(),
};

function record<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Replaces the memory of a team. */
export async function writeMemory(stateFolder: string, teamId: string, memory: Remembered): Promise<void> {
  const content: z.infer<ReturnType<typeof memorySchema>> = { version: 1, ...keptShape(memory) };
  await writePrivateFile(memoryPath(stateFolder, teamId), `${JSON.stringify(content)}\n`);
}

function memoryPath(stateFolder: string, teamId: string): string {
  return join(teamFolder(stateFolder, teamId), 'memory.json');
}
