import * as z from 'zod';
import { once } from '../once.ts';
import type { Action, Change } from '../plan/change.ts';

/** Every action that a run can take. */
export const ACTIONS = [
  'provision',
  'recover',
  'unsuspend',
  'update',
  'group_add',
  'group_remove',
  'set_role',
  'suspend',
  'deprovision',
  'invite',
  'transfer',
] as const satisfies Action[];

/** What a job of Dropbox is at: each has a way of its own to ask how it ended. */
const JOB_KINDS = ['add', 'remove', 'move'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** Why a change was not made, under Dropbox's tag or a code of ours; `null` where it was. */
export const changeErrorSchema = once(() =>
  z.strictObject({ code: z.string(), message: z.string() }).nullable(),
);

/** Every line of a journal. */
export const recordSchema = once(() => {
  const n = z.int().min(0);
  const at = z.iso.datetime();
  /** Counts the calls of a run from 0. */
  const call = z.int().min(0);
  const intendedChange = z.strictObject({
    id: z.string(),
    email: z.string(),
    memberId: z.string().nullable(),
  });
  /** What became of each change, as Dropbox or a later reading of the team said. */
  const results = z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(['applied', 'failed', 'skipped', 'unknown']),
      error: changeErrorSchema(),
    }),
  );
  return z.discriminatedUnion('type', [
    z.strictObject({
      n,
      type: z.literal('start'),
      at,
      runId: z.string(),
      teamId: z.string(),
      command: z.string(),
      mode: z.enum(['dry-run', 'apply']),
    }),
    z.strictObject({
      n,
      type: z.literal('intent'),
      at,
      call,
      action: z.enum(ACTIONS),
      changes: z.array(intendedChange).min(1),
      options: z.record(z.string(), z.unknown()),
    }),
    z.strictObject({
      n,
      type: z.literal('job'),
      at,
      call,
      jobId: z.string(),
      kind: z.enum(JOB_KINDS),
    }),
    z.strictObject({
      n,
      type: z.literal('answer'),
      at,
      call,
      results,
      requestId: z.string().exactOptional(),
    }),
    z.strictObject({ n, type: z.literal('settled'), at, call, results, how: z.enum(['job', 'reread']) }),
    z.strictObject({ n, type: z.literal('stop'), at, code: z.string(), message: z.string() }),
    z.strictObject({ n, type: z.literal('end'), at, exitCode: z.int().min(0) }),
  ]);
});

/** One line of a journal: what a run was about to do, or what came of it. */
export type JournalRecord = z.infer<ReturnType<typeof recordSchema>>;

/** A record before the journal gives it its number. */
export type NewRecord = WithoutNumber<JournalRecord>;
type WithoutNumber<T> = T extends unknown ? Omit<T, 'n'> : never;

export type StartRecord = Extract<JournalRecord, { type: 'start' }>;
type IntentRecord = Extract<JournalRecord, { type: 'intent' }>;
type JobRecord = Extract<JournalRecord, { type: 'job' }>;
export type RecordedResult = Extract<JournalRecord, { type: 'answer' }>['results'][number];

/** One call to Dropbox as a journal tells of it. */
export interface RecordedCall {
  call: number;
  action: Change['action'];
  changes: IntentRecord['changes'];
  options: IntentRecord['options'];
  /** The job that it became. */
  job: Pick<JobRecord, 'jobId' | 'kind'> | null;
  /** When the run last heard of it itself; what was settled later happened by then. */
  at: string;
  /** What the answer said, or what was found out later; `null` as long as nobody knows. */
  results: RecordedResult[] | null;
}

/** The calls of a run in the order in which they were made. */
export function callsOf(records: readonly JournalRecord[]): RecordedCall[] {
  const calls = new Map<number, RecordedCall>();
  for (const record of records) {
    if (record.type === 'intent') {
      const { action, changes, options } = record;
      calls.set(record.call, {
        call: record.call,
        action,
        changes,
        options,
        job: null,
        at: record.at,
        results: null,
      });
      continue;
    }
    if (record.type !== 'job' && record.type !== 'answer' && record.type !== 'settled') continue;
    const found = calls.get(record.call);
    if (found === undefined) continue;
    if (record.type !== 'settled') found.at = record.at;
    if (record.type === 'job') found.job = { jobId: record.jobId, kind: record.kind };
    else found.results = merged(found.results, record.results);
  }
  return [...calls.values()];
}

/** The calls that were made, or may have been, and of which nothing more is known. */
export function unsettledCalls(records: readonly JournalRecord[]): RecordedCall[] {
  return callsOf(records).filter(({ results }) => results === null);
}

/** Settling may concern only those of a call of whom the answer said nothing. */
function merged(
  earlier: readonly RecordedResult[] | null,
  later: readonly RecordedResult[],
): RecordedResult[] {
  const byId = new Map((earlier ?? []).map((result) => [result.id, result]));
  for (const result of later) byId.set(result.id, result);
  return [...byId.values()];
}
