import * as z from 'zod';
import { TeamsyncError } from '../errors.ts';
import { isGoodRun } from './good-run.ts';
import { callsOf } from './journal-records.ts';
import { readJournal } from './journal.ts';
import { filesOf, idOf, lastRecord } from './run-folder.ts';
import { readResult, type RunResult } from './run-result.ts';
import { startOf } from './run-stamp.ts';

const DAY_MS = 86_400_000;

/** What is known of a run that has come to its end, and will never be otherwise. */
export const endedRunSchema = z.strictObject({
  runId: z.string(),
  ended: z.iso.datetime(),
  /** `empty`: nothing was to be done; `nothing`: nothing of it was done; `unknown`: nobody knows of some of it. */
  did: z.enum(['empty', 'nothing', 'changed', 'unknown']),
  /** It was one of a whole roster that ended well. */
  good: z.boolean(),
});
export type EndedRun = z.infer<typeof endedRunSchema>;

/** Reads how a run ended from its folder; `null` when it has not ended, or when nobody can tell. */
export async function readEndedRun(folder: string, now: Date): Promise<EndedRun | null> {
  const runId = idOf(folder);
  const { journalFile } = filesOf(folder);
  try {
    const result = await readResult(folder);
    const last = await lastRecord(journalFile);
    if (last === 'none')
      return result === null ? neverBegan(runId, now) : endOf(runId, result.at, result, []);
    if (result === null || last === 'unclear' || last.type !== 'end') return null;
    const calls = callsOf((await readJournal(journalFile)).records);
    const statuses = calls.flatMap(({ changes, results }) => {
      const byId = new Map(results?.map(({ id, status }) => [id, status]));
      return changes.map(({ id }) => byId.get(id) ?? 'unknown');
    });
    return endOf(runId, last.at, result, statuses);
  } catch (error) {
    if (error instanceof TeamsyncError) return null;
    throw error;
  }
}

/** A run without a first record sent nothing; one that is young may be about to write it, if the lock was taken from it. */
function neverBegan(runId: string, now: Date): EndedRun | null {
  const start = startOf(runId);
  if (start === null || now.getTime() - start < DAY_MS) return null;
  return { runId, ended: new Date(start).toISOString(), did: 'empty', good: false };
}

function endOf(runId: string, ended: string, result: RunResult, sent: readonly string[]): EndedRun {
  return { runId, ended, did: deedsOf(result, sent), good: isGoodRun(result) };
}

/** The result is the last word on what is unknown; what the journal has as sent may have been made all the same. */
function deedsOf({ changes }: RunResult, sent: readonly string[]): EndedRun['did'] {
  const became = new Set<string>(changes.map(({ status }) => status));
  if (became.has('unknown')) return 'unknown';
  const maybe = sent.some((status) => status === 'applied' || status === 'unknown');
  if (became.has('applied') || maybe) return 'changed';
  return became.size === 0 && sent.length === 0 ? 'empty' : 'nothing';
}
