import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { once } from '../once.ts';
import { TEAMS_FOLDER } from './team-folder.ts';
import { AUDIT_FILE } from './audit.ts';

const NEWLINE = 0x0a;

const lineSchema = once(() =>
  z
    .looseObject({
      runId: z.string(),
      at: z.iso.datetime(),
      command: z.string(),
      summary: z.record(z.string(), z.number()),
    })
    .transform(({ runId, at, command, summary }) => ({
      runId,
      at,
      command,
      changed: (summary['applied'] ?? 0) > 0,
      /** Such a run is never pruned, so that somebody else took its folder away. */
      unclear: (summary['unknown'] ?? 0) > 0,
    })),
);

/** What the audit log still knows of a run whose folder is gone. */
export interface PrunedRun {
  entry: z.infer<ReturnType<typeof lineSchema>>;
  path: string;
  line: number;
}

/** Finds the run whose id is, or alone begins with, `runId` in the audit logs of all teams; `null` when it is in none. */
export async function findPruned(stateFolder: string, runId: string): Promise<PrunedRun | null> {
  if (runId === '') return null;
  const teams = await readdir(join(stateFolder, TEAMS_FOLDER)).catch(() => []);
  const found: PrunedRun[] = [];
  for (const team of teams)
    found.push(...(await searchLog(join(stateFolder, TEAMS_FOLDER, team, AUDIT_FILE), runId)));
  const exact = found.filter(({ entry }) => entry.runId === runId);
  const [only, ...others] = exact.length > 0 ? exact : found;
  return only === undefined || others.length > 0 ? null : only;
}

/** A log holds hundreds of thousands of lines after a year of runs, so only those that match are parsed. */
async function searchLog(path: string, runId: string): Promise<PrunedRun[]> {
  const content = await readFile(path).catch(() => Buffer.alloc(0));
  const wanted = `"runId":${JSON.stringify(runId).slice(0, -1)}`;
  const found: PrunedRun[] = [];
  for (let at = content.indexOf(wanted); at !== -1; at = content.indexOf(wanted, at + 1)) {
    const begin = content.lastIndexOf(NEWLINE, at) + 1;
    const end = content.indexOf(NEWLINE, at);
    const entry = parseLine(content.subarray(begin, end === -1 ? content.length : end).toString('utf8'));
    if (entry === null || entry.unclear || !entry.runId.startsWith(runId)) continue;
    found.push({ entry, path, line: linesBefore(content, begin) + 1 });
  }
  return found;
}

function parseLine(text: string): PrunedRun['entry'] | null {
  try {
    return lineSchema().parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function linesBefore(content: Buffer, end: number): number {
  let lines = 0;
  for (let at = content.indexOf(NEWLINE); at !== -1 && at < end; at = content.indexOf(NEWLINE, at + 1))
    lines += 1;
  return lines;
}
