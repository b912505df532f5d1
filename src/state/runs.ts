import { basename } from 'node:path';
import { InvalidInputError, TeamsyncError, type Warning } from '../errors.ts';
import {
  unsettledCalls,
  type JournalRecord,
  type NewRecord,
  type RecordedCall,
  type StartRecord,
} from './journal-records.ts';
import { openJournal, readJournal, type Journal } from './journal.ts';
import { writePlanFile, type PlanFile } from './plan-file.ts';
import { readResult, type RunOutcome, type RunResult } from './run-result.ts';
import { filesOf, filesOfRun, lastRecord, runFolders, type RunFiles } from './run-folder.ts';

/** How many runs are named to somebody who named one that does not exist. */
const RUNS_NAMED = 5;

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

/** A run that sent something, or was about to, and never came to its end. */
export interface UnfinishedRun extends RunFiles {
  start: StartRecord;
  records: JournalRecord[];
  /** Its calls of which nobody knows what became. */
  unsettled: RecordedCall[];
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
 * The runs of a team, or of every team, the newest first. One of which nothing can be told any more is left out with the
 * warning `run_unreadable`; one that ended before its first record did nothing and is left out.
 */
export async function listRuns(
  stateFolder: string,
  teamId?: string,
): Promise<{ runs: StoredRun[]; warnings: Warning[] }> {
  const runs: StoredRun[] = [];
  const warnings: Warning[] = [];
  for (const folder of await runFolders(stateFolder, teamId)) {
    try {
      const run = await readFolder(folder);
      if (run !== null) runs.push(run);
    } catch (error) {
      if (!(error instanceof TeamsyncError)) throw error;
      warnings.push({ code: 'run_unreadable', message: error.message });
    }
  }
  return { runs: runs.sort(newestFirst), warnings };
}

/**
 * Reads the run whose id is, or alone begins with, `runId`. Throws `unknown_run` or `ambiguous_run` (exit 7) with the
 * runs that there are.
 */
export async function readRun(stateFolder: string, runId: string): Promise<StoredRun> {
  const folders = await runFolders(stateFolder);
  const exact = folders.filter((folder) => basename(folder) === runId);
  const found = exact.length > 0 ? exact : folders.filter((folder) => basename(folder).startsWith(runId));
  const [folder] = found;
  if (folder === undefined || runId === '') throw unknownRun(runId, namesOf(folders));
  if (found.length > 1) throw ambiguousRun(runId, namesOf(found));
  const run = await readFolder(folder);
  if (run === null) throw unknownRun(runId, namesOf(folders.filter((other) => other !== folder)));
  return run;
}

/** The runs of a team whose journal has no end, the newest first. Throws `journal_broken` (exit 7). */
export async function unfinishedRuns(stateFolder: string, teamId: string): Promise<UnfinishedRun[]> {
  const found: UnfinishedRun[] = [];
  for (const folder of await runFolders(stateFolder, teamId)) {
    const files = filesOf(folder);
    const last = await lastRecord(files.journalFile);
    if (last === 'none' || (last !== 'unclear' && last.type === 'end')) continue;
    const { records } = await readJournal(files.journalFile);
    const start = records.find((record) => record.type === 'start');
    if (start === undefined || records.at(-1)?.type === 'end') continue;
    found.push({ start, records, unsettled: unsettledCalls(records), ...files });
  }
  return found.sort((one, other) => newestFirst(one.start, other.start));
}

async function readFolder(folder: string): Promise<StoredRun | null> {
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

function newestFirst(one: { at: string; runId: string }, other: { at: string; runId: string }): number {
  const [a, b] = [`${one.at} ${one.runId}`, `${other.at} ${other.runId}`];
  return a < b ? 1 : -1;
}

/** Ids begin with the time. */
function namesOf(folders: readonly string[]): string[] {
  return folders
    .map((folder) => basename(folder))
    .sort()
    .reverse();
}

function unknownRun(runId: string, names: readonly string[]): InvalidInputError {
  const latest = names.slice(0, RUNS_NAMED);
  const known = latest.length === 0 ? 'There are none yet.' : `The latest are: ${latest.join(', ')}.`;
  return new InvalidInputError('unknown_run', `There is no run ${JSON.stringify(runId)}. ${known}`, {
    hint: 'See them all with: teamsync history',
    details: { runId, latest },
  });
}

function ambiguousRun(runId: string, names: readonly string[]): InvalidInputError {
  const matches = names.slice(0, RUNS_NAMED);
  const more = names.length > matches.length ? ', …' : '';
  return new InvalidInputError(
    'ambiguous_run',
    `${JSON.stringify(runId)} is how ${String(names.length)} runs begin: ${matches.join(', ')}${more}.`,
    { hint: 'Give more of the id.', details: { runId, matches } },
  );
}
