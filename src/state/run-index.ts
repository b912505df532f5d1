import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAppendFile, splitLines } from './append-file.ts';
import { endedRunSchema, readEndedRun, type EndedRun } from './ended-run.ts';
import { writePrivateFile } from './files.ts';
import { idOf, runFolders } from './run-folder.ts';
import { teamFolder } from './team-folder.ts';

const INDEX_FILE = 'runs.ndjson';

/** Runs that are looked at in one go at most: a state folder from before there was an index has many. */
const MOST_LOOKED_AT = 1_000;

/** Lines of runs that are gone, above which the index is written anew. */
const MOST_GONE = 2_000;

/**
 * Reads what is known of the runs of a team that have ended, so that their folders need not be opened. It is only a
 * shortcut: a run that is missing from it, or all of them where it cannot be read, has to be looked at.
 */
export async function readRunIndex(
  stateFolder: string,
  teamId: string,
): Promise<ReadonlyMap<string, EndedRun>> {
  const content = await readFile(pathOf(stateFolder, teamId)).catch(() => Buffer.alloc(0));
  return parseIndex(content);
}

/**
 * Adds the runs of a team that have ended since, and returns all of them that are still kept. To be called by the holder
 * of the team's lock. Throws system errors and `cannot_write` (exit 1).
 */
export async function extendRunIndex(stateFolder: string, teamId: string, now: Date): Promise<EndedRun[]> {
  const path = pathOf(stateFolder, teamId);
  const folders = (await runFolders(stateFolder, teamId)).sort();
  const all = await addEnded(path, folders, now);
  const kept = folders.flatMap((folder) => all.get(idOf(folder)) ?? []);
  if (all.size - kept.length > MOST_GONE) await writeIndex(path, kept);
  return kept;
}

async function addEnded(
  path: string,
  folders: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, EndedRun>> {
  const file = await openAppendFile(path);
  try {
    const known = parseIndex(file.content);
    const fresh = await readEnded(
      folders.filter((folder) => !known.has(idOf(folder))),
      now,
    );
    const lines = fresh.map((run) => JSON.stringify(run));
    if (lines.length > 0) await file.append(splitLines(file.content).end, lines);
    for (const run of fresh) known.set(run.runId, run);
    return known;
  } finally {
    await file.close();
  }
}

async function readEnded(folders: readonly string[], now: Date): Promise<EndedRun[]> {
  const found: EndedRun[] = [];
  for (const folder of folders.slice(0, MOST_LOOKED_AT)) {
    const run = await readEndedRun(folder, now);
    if (run !== null) found.push(run);
  }
  return found;
}

async function writeIndex(path: string, runs: readonly EndedRun[]): Promise<void> {
  await writePrivateFile(path, runs.map((run) => `${JSON.stringify(run)}\n`).join(''));
}

/** A line that is damaged says nothing of its run. */
function parseIndex(content: Buffer): Map<string, EndedRun> {
  const runs = new Map<string, EndedRun>();
  for (const line of splitLines(content).lines) {
    const run = parseLine(line.toString('utf8'));
    if (run !== null) runs.set(run.runId, run);
  }
  return runs;
}

function parseLine(line: string): EndedRun | null {
  try {
    return endedRunSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function pathOf(stateFolder: string, teamId: string): string {
  return join(teamFolder(stateFolder, teamId), INDEX_FILE);
}
