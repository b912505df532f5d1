import pMap from 'p-map';
import type { TeamsyncError } from '../errors.ts';
import { EXIT, InterruptedError, LostAnswerError, RequestRefusedError } from '../errors.ts';
import type { Change, ProvisionChange } from '../plan/types.ts';
import { ADD_BATCH_SIZE, addBatch } from './add.ts';
import { interrupted } from './interrupted.ts';
import { asKnown } from './known.ts';
import { sendChange, type SingleChange } from './send.ts';
import { UnsettledError } from './settle.ts';
import { stagesOf } from './stages.ts';
import type { Answers, ChangeResult, Execution, Results, Surroundings, Work } from './types.ts';

/** So many answers lost one after another are no accident: Dropbox cannot be reached any more. */
const MOST_LOST_IN_A_ROW = 3;
/** Dropbox's answers when the team has no licence left; every further joiner would get the same one. */
const SEATS_SPENT: ReadonlySet<string> = new Set(['team_license_limit', 'free_team_member_limit_reached']);

type Call = { kind: 'add'; changes: ProvisionChange[] } | { kind: 'single'; changes: [SingleChange] };

interface Run {
  results: Results;
  stopped: TeamsyncError | null;
  /** Licences that applied removals have freed and no joiner was promised yet; below 0 while more are used than owned. */
  freedSeats: number;
  /** Answers lost since the last one that came. */
  lostInARow: number;
  /** Dropbox has said that there is no licence left, and no removal has freed one since. */
  seatsSpent: boolean;
}

/**
 * Applies changes in their order. A person's failure or a lost answer stops nobody else; an error that concerns the whole
 * run (no token, no Dropbox, several answers lost in a row, an interrupt) stops it before its next call. Never throws for
 * what Dropbox does.
 */
export async function execute(work: Work, outside: Surroundings): Promise<Execution> {
  const run: Run = {
    results: new Map(),
    stopped: null,
    freedSeats: -work.overbooked,
    lostInARow: 0,
    seatsSpent: false,
  };
  const record = (change: Change, result: ChangeResult): void => {
    run.results.set(change.id, result);
    countSeats(change, result, run);
    outside.onProgress(run.results.size, work.changes.length, change);
  };
  const perform = async (call: Call): Promise<void> => {
    const skip = reasonToSkip(call, run, outside.signal);
    const answers = skip === null ? await send(call, work, run, outside) : sameFor(call, skip);
    if (answers === null) {
      // Nobody in a malformed batch was added, so each is sent alone and only the one at fault fails.
      for (const change of call.changes) for (const alone of callsFor([change])) await perform(alone);
      return;
    }
    for (const [change, result] of answers) record(change, result);
  };
  for (const stage of stagesOf(work.changes)) {
    const admitted: Change[] = [];
    for (const change of stage.changes) {
      if (takesSeat(change, run)) admitted.push(change);
      else record(change, NO_SEAT);
    }
    await pMap(callsFor(admitted), perform, { concurrency: stage.serial ? 1 : outside.concurrency });
  }
  return { results: run.results, stopped: run.stopped };
}

const NO_SEAT: ChangeResult = {
  status: 'skipped',
  error: {
    code: 'no_licence',
    message:
      'No licence is free: the removal that was to free one did not happen, or Dropbox says they are used up.',
  },
};

function countSeats(change: Change, result: ChangeResult, run: Run): void {
  if (result.status === 'failed' && SEATS_SPENT.has(result.error.code)) run.seatsSpent = true;
  if (result.status !== 'applied' || change.seats >= 0) return;
  run.freedSeats += 1;
  run.seatsSpent = false;
}

/** Joiners that wait for a seat are let in only as far as seats were really freed. */
function takesSeat(change: Change, run: Run): boolean {
  if (!('waitsForSeat' in change.options)) return true;
  if (run.freedSeats <= 0) return false;
  run.freedSeats -= 1;
  return true;
}

function callsFor(changes: readonly Change[]): Call[] {
  const calls: Call[] = [];
  const added: ProvisionChange[] = [];
  for (const change of changes) {
    if (change.action === 'provision') added.push(change);
    else calls.push({ kind: 'single', changes: [change] });
  }
  for (let start = 0; start < added.length; start += ADD_BATCH_SIZE) {
    calls.push({ kind: 'add', changes: added.slice(start, start + ADD_BATCH_SIZE) });
  }
  return calls;
}

function reasonToSkip(call: Call, run: Run, signal: AbortSignal): ChangeResult | null {
  if (run.stopped === null && signal.aborted) run.stopped = interrupted(signal);
  if (run.stopped !== null) {
    const message = `Not sent, because the run stopped: ${run.stopped.message}`;
    return { status: 'skipped', error: { code: run.stopped.code, message } };
  }
  return run.seatsSpent && call.changes.some(({ seats }) => seats > 0) ? NO_SEAT : null;
}

/** What became of each change of a call, or `null` for a batch that Dropbox refused as a whole. */
async function send(call: Call, work: Work, run: Run, outside: Surroundings): Promise<Answers | null> {
  try {
    const answers = await answersTo(call, work, outside);
    run.lostInARow = 0;
    return answers;
  } catch (error) {
    if (error instanceof RequestRefusedError && call.changes.length > 1) return null;
    return sameFor(call, resultOf(error, run));
  }
}

async function answersTo(call: Call, work: Work, outside: Surroundings): Promise<Answers> {
  switch (call.kind) {
    case 'add':
      return addBatch(call.changes, work.people, outside);
    case 'single':
      return sameFor(call, await sendChange(call.changes[0], outside));
  }
}

function sameFor(call: Call, result: ChangeResult): Answers {
  return call.changes.map((change) => [change, result]);
}

/** A refusal and a lost answer concern one call; everything else stops the run, and may leave doubt about this call. */
function resultOf(error: unknown, run: Run): ChangeResult {
  const unsettled = error instanceof UnsettledError;
  const known = asKnown(unsettled ? error.reason : error);
  const reason = { code: known.code, message: known.message };
  if (known instanceof RequestRefusedError) {
    run.lostInARow = 0;
    return { status: 'failed', error: reason };
  }
  const lost = known instanceof LostAnswerError;
  if (lost) run.lostInARow += 1;
  if (!lost || run.lostInARow >= MOST_LOST_IN_A_ROW) run.stopped ??= known;
  if (!unsettled && known instanceof InterruptedError) return { status: 'skipped', error: reason };
  const doubtful = unsettled || lost || known.exitCode === EXIT.unexpected;
  return { status: doubtful ? 'unknown' : 'failed', error: reason };
}
