import type { NewRecord, StartRecord } from './journal-records.ts';
import { openJournal, readJournal, type Journal } from './journal.ts';
import { writePlanFile, type PlanFile } from './plan-file.ts';
import { findPruned } from './pruned-run.ts';
import { filesOf, filesOfRun, idOf, lastRecord, runFolders, type RunFiles } from './run-folder.ts';
import { ambiguousRun, prunedRun, unknownRun } from './run-naming.ts';
import { readResult, type RunOutcome, type RunResult } from './run-result.ts';

/** A run as the history shows it. */
export interface StoredRun extends RunFiles {
  runId: string;
  teamId: string;
  at: string;
  command: string;
  mode: 'dry-run' | 'apply';
  /** `crashed` also as long as it is still at work. */
  outcome: RunOutcome;
  /** `null` for a run that never came to its end. */
  exitCode: number | null;
  /** What the run left behind; `null` for one that never came to its end. */
  result: RunResult | null;
}

/** Makes the folder of a run, keeps its plan there if it has one, and opens its journal with the first record in it. */
export async function startRun(
  stateFolder: string,
  start: Omit<StartRecord, 'n' | 'type'>,
  plan: PlanFile | null,
): Promise<{ folder: string; journal: Journal }> {
  const { folder, planFile, journalFile } = filesOfRun(stateFolder, start.teamId, start.runId);
  if (plan !== null) await writePlanFile(planFile, plan);
  const journal = await openJournal(journalFile);
  try {
    await journal.append({ type: 'start', ...start } satisfies NewRecord);
  } catch (error) {
    await journal.close();
    throw error;
  }
  return { folder, journal };
}

/**
 * Reads the run whose id is, or alone begins with, `runId`. Throws `unknown_run` or `ambiguous_run` (exit 7) with the
 * runs that there are, and `run_pruned` (exit 7) for one that was removed since.
 */
export async function readRun(stateFolder: string, runId: string): Promise<StoredRun> {
  const folders = await runFolders(stateFolder);
  const exact = folders.filter((folder) => idOf(folder) === runId);
  const found = exact.length > 0 ? exact : folders.filter((folder) => idOf(folder).startsWith(runId));
  if (found.length > 1 && runId !== '') throw ambiguousRun(runId, found.map(idOf));
  const [folder] = found;
  const run = folder === undefined || runId === '' ? null : await readStoredRun(folder);
  if (run !== null) return run;
  const pruned = await findPruned(stateFolder, runId);
  if (pruned !== null) throw prunedRun(pruned);
  throw unknownRun(runId, folders.filter((other) => other !== folder || runId === '').map(idOf));
}

/** Reads the run in a folder; `null` when it ended before its first record. Throws `state_broken` or `journal_broken` (exit 7). */
export async function readStoredRun(folder: string): Promise<StoredRun | null> {
  const result = await readResult(folder);
  const files = filesOf(folder);
  if (result !== null) {
    const { runId, teamId, at, command, mode, outcome, exitCode } = result;
    return { runId, teamId, at, command, mode, outcome, exitCode, result, ...files };
  }
  if ((await lastRecord(files.journalFile)) === 'none') return null;
  const start = (await readJournal(files.journalFile)).records.find(({ type }) => type === 'start');
  if (start?.type !== 'start') return null;
  const { runId, teamId, at, command, mode } = start;
  return { runId, teamId, at, command, mode, outcome: 'crashed', exitCode: null, result: null, ...files };
}

/** Sorts runs by when they began, those of one moment by their id. */
export function newestFirst(
  one: { at: string; runId: string },
  other: { at: string; runId: string },
): number {
  const [a, b] = [`${one.at} ${one.runId}`, `${other.at} ${other.runId}`];
  return a < b ? 1 : -1;
}
