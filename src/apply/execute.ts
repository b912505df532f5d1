import pMap from 'p-map';
import type { TeamsyncError } from '../errors.ts';
import type { Change } from '../plan/types.ts';
import { attempt, callsFor, sameFor, type Call } from './call.ts';
import { doubted, makeCertain } from './certainty.ts';
import { interrupted } from './interrupted.ts';
import { asKnown } from './known.ts';
import { isDestructive, screen, SCREENED_AT_ONCE } from './screen.ts';
import { createSeats, NO_SEAT, type Seats } from './seats.ts';
import { stagesOf } from './stages.ts';
import type { Answers, ChangeResult, Execution, Results, Surroundings, Work } from './types.ts';

/** So many answers lost one after another are no accident: Dropbox cannot be reached any more. */
const MOST_LOST_IN_A_ROW = 5;
/** A call whose answer was lost and of which nothing is to be seen is sent once more, and no more than that. */
const MOST_TRIES = 2;

interface Run {
  work: Work;
  outside: Surroundings;
  results: Results;
  stopped: TeamsyncError | null;
  /** Answers lost since the last one that came. */
  lostInARow: number;
  seats: Seats;
}

/**
 * Applies changes in their order. A person's failure or a lost answer stops nobody else; an error that concerns the whole
 * run (no token, no Dropbox, several answers lost in a row, an interrupt, a journal that cannot be written) stops it before
 * its next call. Never throws for what Dropbox does.
 */
export async function execute(work: Work, outside: Surroundings): Promise<Execution> {
  const seats = createSeats(work.overbooked);
  const run: Run = { work, outside, results: new Map(), stopped: null, lostInARow: 0, seats };
  for (const { changes, serial } of stagesOf(work.changes)) {
    const admitted: Change[] = [];
    for (const change of changes) {
      if (seats.admits(change)) admitted.push(change);
      else record(run, [[change, NO_SEAT]]);
    }
    for (const part of partsOf(admitted)) {
      const concurrency = serial ? 1 : outside.concurrency;
      await pMap(callsFor(await screened(run, part)), (call) => perform(run, call, FIRST), { concurrency });
    }
  }
  return { results: run.results, stopped: run.stopped };
}

/** Looks at people are worth something only right before the call, so they are taken in small groups. */
function partsOf(changes: readonly Change[]): Change[][] {
  if (!changes.some(isDestructive)) return [[...changes]];
  const parts: Change[][] = [];
  for (let start = 0; start < changes.length; start += SCREENED_AT_ONCE)
    parts.push(changes.slice(start, start + SCREENED_AT_ONCE));
  return parts;
}

async function screened(run: Run, changes: Change[]): Promise<Change[]> {
  if (!changes.some(isDestructive) || reasonToStop(run) !== null) return changes;
  try {
    const { admitted, skipped } = await screen(changes, run.work, run.outside);
    record(run, skipped);
    return admitted;
  } catch (error) {
    run.stopped ??= asKnown(error);
    return changes;
  }
}

function record({ results, seats, outside, work }: Run, answers: Answers): void {
  for (const [change, result] of answers) {
    results.set(change.id, result);
    seats.count(change, result);
    outside.onProgress(results.size, work.changes.length, change);
  }
}

function reasonToStop(run: Run): TeamsyncError | null {
  if (run.stopped === null && run.outside.signal.aborted) run.stopped = interrupted(run.outside.signal);
  return run.stopped;
}

function reasonToSkip(run: Run, call: Call): ChangeResult | null {
  const stopped = reasonToStop(run);
  if (stopped !== null) {
    const message = `Not sent, because the run stopped: ${stopped.message}`;
    return { status: 'skipped', error: { code: stopped.code, message } };
  }
  return run.seats.areSpent() && call.changes.some(({ seats }) => seats > 0) ? NO_SEAT : null;
}

/** Which try of its changes a call is, and what the one before came to. */
interface Try {
  number: number;
  before: ReadonlyMap<Change, ChangeResult>;
}

const FIRST: Try = { number: 1, before: new Map() };

/** One call from the line in the journal before it to the certainty after it. */
async function perform(run: Run, call: Call, which: Try): Promise<void> {
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
    await perform(run, call, which);
    return;
  }
  const answers = await attempted(run, call, number);
  if (answers === null) {
    // Nobody in a malformed batch was added, so each is sent alone and only the one at fault fails.
    for (const change of call.changes)
      for (const alone of callsFor([change])) await perform(run, alone, which);
    return;
  }
  await conclude(run, number, answers, which.number);
}

/** The answers to a call, or `null` for a batch that was refused as a whole. */
async function attempted(run: Run, call: Call, number: number): Promise<Answers | null> {
  const { work, outside } = run;
  const outcome = await attempt(call, work.people, outside, (jobId) => outside.journal.job(number, jobId));
  if (outcome === null) {
    await written(run, number, sameFor(call, REFUSED_AS_A_WHOLE));
    run.lostInARow = 0;
    return null;
  }
  run.stopped ??= outcome.stop;
  run.lostInARow = outcome.lost === null ? 0 : run.lostInARow + 1;
  if (outcome.lost !== null && run.lostInARow >= MOST_LOST_IN_A_ROW) run.stopped ??= outcome.lost;
  return outcome.answers;
}

const REFUSED_AS_A_WHOLE: ChangeResult = {
  status: 'failed',
  error: { code: 'bad_request', message: 'The batch was refused as a whole, so each is sent alone.' },
};

async function conclude(run: Run, number: number, answers: Answers, tries: number): Promise<void> {
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
  for (const again of callsFor(certain.again.map(({ change }) => change))) await perform(run, again, next);
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
