import {
  unsettledCalls,
  type JournalRecord,
  type RecordedCall,
  type StartRecord,
} from './journal-records.ts';
import { readJournal } from './journal.ts';
import { filesOf, idOf, lastRecord, runFolders, type RunFiles } from './run-folder.ts';
import { readRunIndex } from './run-index.ts';
import { newestFirst } from './runs.ts';

/** So many of the latest runs are looked at in any case: a copy of a state folder may hold one as it was in its midst. */
const LATEST_LOOKED_AT = 20;

/** A run that sent something, or was about to, and never came to its end. */
export interface UnfinishedRun extends RunFiles {
  start: StartRecord;
  records: JournalRecord[];
  /** Its calls of which nobody knows what became. */
  unsettled: RecordedCall[];
}

/** The runs of a team whose journal has no end, the newest first. Throws `journal_broken` (exit 7). */
export async function unfinishedRuns(stateFolder: string, teamId: string): Promise<UnfinishedRun[]> {
  const ended = await readRunIndex(stateFolder, teamId);
  const found: UnfinishedRun[] = [];
  const newest = (await runFolders(stateFolder, teamId)).sort().reverse();
  for (const [index, folder] of newest.entries()) {
    if (index >= LATEST_LOOKED_AT && ended.has(idOf(folder))) continue;
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
