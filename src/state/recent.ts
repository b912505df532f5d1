import { InvalidInputError } from '../errors.ts';
import type { EndedRun } from './ended-run.ts';
import { callsOf, type RecordedResult } from './journal-records.ts';
import { readJournal } from './journal.ts';
import { filesOf, idOf, lastRecord, runFolders } from './run-folder.ts';
import { readRunIndex } from './run-index.ts';
import { readResult } from './run-result.ts';

/** People of a team whom runs suspended and took off the team; each counts once, however often it happened. */
export interface RecentCounts {
  suspensions: number;
  deprovisions: number;
}

interface Touched {
  suspend: Set<string>;
  deprovision: Set<string>;
}

type Status = RecordedResult['status'] | 'planned';

/**
 * Counts whom runs of a team suspended and deprovisioned since then; where nobody knows whether it happened, it did. A
 * journal that is broken is never taken for one of a run that did nothing: throws `journal_broken` (exit 7), unless the
 * run wrote its result.
 */
export async function recentDestructive(
  stateFolder: string,
  teamId: string,
  since: Date,
): Promise<RecentCounts> {
  const touched: Touched = { suspend: new Set(), deprovision: new Set() };
  const ended = await readRunIndex(stateFolder, teamId);
  for (const folder of await runFolders(stateFolder, teamId)) {
    const known = ended.get(idOf(folder));
    if (known === undefined || mayCount(known, since)) await countRun(folder, since, touched);
  }
  return { suspensions: touched.suspend.size, deprovisions: touched.deprovision.size };
}

function mayCount({ did, ended }: EndedRun, since: Date): boolean {
  return (did === 'changed' || did === 'unknown') && new Date(ended) >= since;
}

async function countRun(folder: string, since: Date, touched: Touched): Promise<void> {
  const { journalFile } = filesOf(folder);
  const last = await lastRecord(journalFile);
  if (last === 'none') {
    await countResult(folder, since, touched);
    return;
  }
  if (last !== 'unclear' && new Date(last.at) < since) return;
  try {
    await countJournal(journalFile, since, touched);
  } catch (error) {
    if (!isBroken(error) || !(await countResult(folder, since, touched))) throw error;
  }
}

/** False when the run wrote no result. */
async function countResult(folder: string, since: Date, touched: Touched): Promise<boolean> {
  const result = await readResult(folder);
  if (result === null) return false;
  if (new Date(result.at) < since) return true;
  for (const { action, memberId, email, status } of result.changes) {
    count(touched, action, memberId ?? email, status);
  }
  return true;
}

async function countJournal(journalFile: string, since: Date, touched: Touched): Promise<void> {
  const { records } = await readJournal(journalFile);
  for (const { action, changes, at, results } of callsOf(records)) {
    if (new Date(at) < since) continue;
    const statuses = new Map(results?.map(({ id, status }) => [id, status]));
    for (const { id, memberId, email } of changes) {
      count(touched, action, memberId ?? email, statuses.get(id) ?? 'unknown');
    }
  }
}

function count(touched: Touched, action: string, person: string, status: Status): void {
  if (status !== 'applied' && status !== 'unknown') return;
  if (action === 'suspend' || action === 'deprovision') touched[action].add(person);
}

function isBroken(error: unknown): boolean {
  return error instanceof InvalidInputError && error.code === 'journal_broken';
}
