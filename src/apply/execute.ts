import pMap from 'p-map';
import type { Change } from '../plan/change.ts';
import { lacksAccount, NO_ACCOUNT } from './account.ts';
import { callsFor, type Call } from './call.ts';
import type { Slot } from './gate.ts';
import { asKnown } from './known.ts';
import { perform } from './perform.ts';
import { createRun, reasonToStop, record, type Run } from './run.ts';
import { isDestructive, looksFor, screen } from './screen.ts';
import { NO_SEAT } from './seats.ts';
import { stagesOf, type Stage } from './stages.ts';
import { reasonToEnd, stepsOf } from './steps.ts';
import type { Execution, Surroundings, Work } from './types.ts';

/** Jobs of Dropbox go on beside the writes, but not without end: each of them is asked about again and again. */
const JOBS_FOR_EACH_WRITE = 16;

/**
 * Applies changes in their order. A person's failure or a lost answer stops nobody else; an error that concerns the whole
 * run (no token, no Dropbox, several answers lost in a row, an interrupt, a journal that cannot be written) stops it before
 * its next call, and so does a step of which too much went wrong. Never throws for what Dropbox does.
 */
export async function execute(work: Work, outside: Surroundings): Promise<Execution> {
  const run = createRun(work, outside);
  const steps = stepsOf(stagesOf(work.changes), work.steps ?? []);
  for (const [index, step] of steps.entries()) {
    for (const stage of step) await carryOut(run, stage);
    if (reasonToStop(run) === null) run.stopped = reasonToEnd(steps, index, run.results, work.maxFailures);
  }
  return { results: run.results, stopped: run.stopped };
}

async function carryOut(run: Run, { changes, serial }: Stage): Promise<void> {
  const concurrency = serial ? 1 : run.outside.concurrency * JOBS_FOR_EACH_WRITE;
  await pMap(
    callsInTurn(run, changes),
    async ({ call, slot }) => {
      try {
        await perform(run, call, slot);
      } finally {
        slot.leave();
      }
    },
    { concurrency },
  );
}

/** Calls in their order, each as soon as there is room for it; people are looked at while the calls before are on their way. */
async function* callsInTurn(
  run: Run,
  changes: readonly Change[],
): AsyncGenerator<{ call: Call; slot: Slot }> {
  for (const part of partsOf(ready(run, changes))) {
    for (const call of callsFor(await screened(run, part))) {
      const slot = run.gate.slot();
      await slot.take();
      yield { call, slot };
    }
  }
}

/** Those for whom this run has done what their change builds on. Once it has stopped, they all learn why it did. */
function ready(run: Run, changes: readonly Change[]): readonly Change[] {
  if (reasonToStop(run) !== null) return changes;
  return changes.filter((change) => {
    const lacking = lacksAccount(change, run.work, run.results)
      ? NO_ACCOUNT
      : run.seats.admits(change)
        ? null
        : NO_SEAT;
    if (lacking !== null) record(run, [[change, lacking]]);
    return lacking === null;
  });
}

/** Looks at people are worth something only right before the call, so they are taken in small groups. */
function partsOf(changes: readonly Change[]): Change[][] {
  return changes.some(isDestructive) ? looksFor(changes) : [[...changes]];
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
