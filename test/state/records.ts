import type { NewRecord, RecordedResult } from '../../src/state/journal-records.ts';

type Intent = Extract<NewRecord, { type: 'intent' }>;

const AT = '2026-11-25T15:25:08.000Z';

export function start(runId = 'run-1', teamId = 'dbtid:AAA-1', at = AT): NewRecord {
  return { type: 'start', at, runId, teamId, command: 'reconcile', mode: 'apply' };
}

/** That people are about to be suspended (or what `action` says), one change each. */
export function intent(
  call: number,
  emails: readonly string[],
  { action = 'suspend', at = AT }: { action?: Intent['action']; at?: string } = {},
): NewRecord {
  return {
    type: 'intent',
    at,
    call,
    action,
    changes: emails.map((email) => ({ id: `${action}:${email}`, email, memberId: `dbmid:${email}` })),
    options: { wipeData: false },
  };
}

export function job(call: number, jobId: string, at = AT): Extract<NewRecord, { type: 'job' }> {
  return { type: 'job', at, call, jobId, kind: 'remove' };
}

export function result(id: string, status: RecordedResult['status'] = 'applied'): RecordedResult {
  return { id, status, error: status === 'applied' ? null : { code: 'tag', message: 'Words.' } };
}

export function answer(call: number, results: RecordedResult[], at = AT): NewRecord {
  return { type: 'answer', at, call, results };
}

export function settled(call: number, results: RecordedResult[], at = AT): NewRecord {
  return { type: 'settled', at, call, results, how: 'reread' };
}

export function end(exitCode = 0, at = AT): NewRecord {
  return { type: 'end', at, exitCode };
}
