import {
  EXIT,
  InterruptedError,
  LostAnswerError,
  RequestRefusedError,
  type TeamsyncError,
} from '../errors.ts';
import type { Change, GroupChange, ProvisionChange } from '../plan/change.ts';
import type { Person } from '../team.ts';
import { ADD_BATCH_SIZE, addBatch } from './add.ts';
import { changeGroup, groupBatches } from './group.ts';
import { NoGroupError, type GroupIds } from './group-ids.ts';
import { asKnown } from './known.ts';
import { sendChange, type SingleChange } from './send.ts';
import { UnsettledError, type OnJob } from './settle.ts';
import type { Answers, ChangeResult, Surroundings } from './types.ts';

/** One request to Dropbox, and whom it concerns. */
export type Call =
  | { kind: 'add'; changes: ProvisionChange[] }
  | { kind: 'group'; changes: [GroupChange, ...GroupChange[]] }
  | { kind: 'single'; changes: [SingleChange] };

/** What calls need to know beside their changes. */
export interface Known {
  people: ReadonlyMap<string, Person>;
  groupIds: GroupIds;
}

/** What one attempt at a call came to. */
export interface Attempted {
  answers: Answers;
  /** Its answer was lost on the way. */
  lost: TeamsyncError | null;
  /** It shows that no further call makes sense. */
  stop: TeamsyncError | null;
}

/** Changes as calls: new people and the people of a group in batches, everybody else alone. */
export function callsFor(changes: readonly Change[]): Call[] {
  const calls: Call[] = [];
  const added: ProvisionChange[] = [];
  const grouped: GroupChange[] = [];
  for (const change of changes) {
    if (change.action === 'provision') added.push(change);
    else if (change.action === 'group_add' || change.action === 'group_remove') grouped.push(change);
    else calls.push({ kind: 'single', changes: [change] });
  }
  for (let start = 0; start < added.length; start += ADD_BATCH_SIZE) {
    calls.push({ kind: 'add', changes: added.slice(start, start + ADD_BATCH_SIZE) });
  }
  for (const batch of groupBatches(grouped)) calls.push({ kind: 'group', changes: batch });
  return calls;
}

/** Sends a call once; `null` for a batch that Dropbox refused as a whole. Never throws for what Dropbox does. */
export async function attempt(
  call: Call,
  known: Known,
  outside: Surroundings,
  onJob: OnJob,
): Promise<Attempted | null> {
  try {
    return { answers: await answersTo(call, known, outside, onJob), lost: null, stop: null };
  } catch (error) {
    if (error instanceof RequestRefusedError && call.changes.length > 1) return null;
    return error instanceof NoGroupError ? withoutGroup(call, error) : failed(call, error);
  }
}

async function answersTo(
  call: Call,
  { people, groupIds }: Known,
  outside: Surroundings,
  onJob: OnJob,
): Promise<Answers> {
  switch (call.kind) {
    case 'add':
      return addBatch(call.changes, people, outside, onJob);
    case 'group':
      return changeGroup(call.changes, groupIds, outside);
    case 'single':
      return sameFor(call, await sendChange(call.changes[0], outside, onJob));
  }
}

/** The same result for everybody in a call. */
export function sameFor(call: Call, result: ChangeResult): Answers {
  return call.changes.map((change) => [change, result]);
}

/** Whatever became of the group, nobody was put into it. */
function withoutGroup(call: Call, { reason, stops }: NoGroupError): Attempted {
  const status = reason instanceof InterruptedError ? 'skipped' : 'failed';
  const message = `Nothing was sent, because there is no such group: ${reason.message}`;
  const answers = sameFor(call, { status, error: { code: reason.code, message } });
  return { answers, lost: null, stop: stops ? reason : null };
}

/** A refusal and a lost answer concern one call; everything else stops the run, and may leave doubt about this call. */
function failed(call: Call, error: unknown): Attempted {
  const unsettled = error instanceof UnsettledError;
  const known = asKnown(unsettled ? error.reason : error);
  const reason = { code: known.code, message: known.message };
  if (known instanceof RequestRefusedError) {
    return { answers: sameFor(call, { status: 'failed', error: reason }), lost: null, stop: null };
  }
  const lost = known instanceof LostAnswerError;
  const doubtful = unsettled || lost || known.exitCode === EXIT.unexpected;
  const unsent = !unsettled && known instanceof InterruptedError;
  const status = unsent ? 'skipped' : doubtful ? 'unknown' : 'failed';
  return {
    answers: sameFor(call, { status, error: reason }),
    lost: lost ? known : null,
    stop: lost ? null : known,
  };
}
