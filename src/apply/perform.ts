import type { Change } from '../plan/change.ts';
import { attempt, callsFor, sameFor, type Call } from './call.ts';
import { doubted, makeCertain } from './certainty.ts';
import type { Slot } from './gate.ts';
import { asKnown } from './known.ts';
import { reasonToStop, record, type Run } from './run.ts';
import { NO_SEAT } from './seats.ts';
import type { Answers, ChangeResult } from './types.ts';

/** So many answers lost one after another are no accident: Dropbox cannot be reached any more. */
const MOST_LOST_IN_A_ROW = 5;
/** A call whose answer was lost and of which nothing is to be seen is sent once more, and no more than that. */
const MOST_TRIES = 2;

/** Which try of its changes a call is, and what the one before came to. */
interface Try {
  number: number;
  before: ReadonlyMap<Change, ChangeResult>;
}

const FIRST: Try = { number: 1, before: new Map() };

/**
 * One call from the line in the journal before it to the certainty after it, with a slot that it leaves while Dropbox goes
 * on with it as a job.
 */
export async function perform(run: Run, call: Call, slot: Slot, which: Try = FIRST): Promise<void> {
  await slot.take();
  const skip = reasonToSkip(run, call);
  if (skip !== null) {
    // A second try that is not made leaves what the first one came to.
    record(
      run,
      call.changes.map((change) => [change, which.before.get(change) ?? skip]),
    );
    return;
  }
  const { journal } = run.outside;
  let number: number;
  try {
    number = await journal.intent(call.changes);
  } catch (error) {
    run.stopped ??= asKnown(error);
    await perform(run, call, slot, which);
    return;
  }
  const answers = await attempted(run, call, number, slot);
  if (answers === null) await performOneByOne(run, call, slot, which);
  else await conclude(run, { number, answers, slot, tries: which.number });
}

function reasonToSkip(run: Run, call: Call): ChangeResult | null {
  const stopped = reasonToStop(run);
  if (stopped !== null) {
    const message = `Not sent, because the run stopped: ${stopped.message}`;
    return { status: 'skipped', error: { code: stopped.code, message } };
  }
  return run.seats.areSpent() && call.changes.some(({ seats }) => seats > 0) ? NO_SEAT : null;
}

/** The answers to a call, or `null` for a batch that was refused as a whole. */
async function attempted(run: Run, call: Call, number: number, slot: Slot): Promise<Answers | null> {
  const { work, outside, groupIds } = run;
  const { people } = work;
  const onJob = async (jobId: string): Promise<void> => {
    await outside.journal.job(number, jobId);
    slot.leave();
  };
  const outcome = await attempt(call, { people, groupIds }, outside, onJob);
  if (outcome === null) {
    await written(run, number, sameFor(call, refusalOf(call)));
    run.lostInARow = 0;
    return null;
  }
  run.stopped ??= outcome.stop;
  run.lostInARow = outcome.lost === null ? 0 : run.lostInARow + 1;
  if (outcome.lost !== null && run.lostInARow >= MOST_LOST_IN_A_ROW) run.stopped ??= outcome.lost;
  return outcome.answers;
}

/** Nobody in a malformed batch of new people was added; of a group, some may have been taken in or out all the same. */
function refusalOf({ kind }: Call): ChangeResult {
  const message = 'The batch was refused as a whole, so each is sent alone.';
  return { status: kind === 'group' ? 'unknown' : 'failed', error: { code: 'bad_request', message } };
}

/** Each is sent alone, so that only the one at fault fails. */
async function performOneByOne(run: Run, call: Call, slot: Slot, which: Try): Promise<void> {
  const inPart = new Map(sameFor(call, refusalOf(call)));
  const next = call.kind === 'group' ? { ...which, before: inPart } : which;
  for (const change of call.changes)
    for (const alone of callsFor([change])) await perform(run, alone, slot, next);
}

async function conclude(
  run: Run,
  { number, answers, slot, tries }: { number: number; answers: Answers; slot: Slot; tries: number },
): Promise<void> {
  const certain =
    run.stopped === null
      ? await makeCertain(answers, run.work, run.outside)
      : { answers: doubted(answers), again: [], stop: null };
  run.stopped ??= certain.stop;
  const notDone: Answers = certain.again.map(({ change, reason }) => [change, notCarriedOut(reason)]);
  await written(run, number, [...certain.answers, ...notDone]);
  record(run, certain.answers);
  if (tries >= MOST_TRIES) {
    record(run, notDone);
    return;
  }
  const next = { number: tries + 1, before: new Map(notDone) };
  for (const again of callsFor(certain.again.map(({ change }) => change)))
    await perform(run, again, slot, next);
}

/** What cannot be written down stops the run, and takes nothing back. */
async function written(run: Run, number: number, answers: Answers): Promise<void> {
  try {
    await run.outside.journal.answer(number, answers);
  } catch (error) {
    run.stopped ??= asKnown(error);
  }
}

function notCarriedOut({ code, message }: { code: string; message: string }): ChangeResult {
  return {
    status: 'failed',
    error: { code, message: `It was not carried out, though it was sent: ${message}` },
  };
}
