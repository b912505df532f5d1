import { EXIT, TeamsyncError } from '../errors.ts';
import type { Stage } from './stages.ts';
import type { Results } from './types.ts';

/** A part of a run after which it is looked at how it went. */
export type Step = readonly Stage[];

/** Cuts stages into steps of so many changes each; what is left after the last size is a step of its own. */
export function stepsOf(stages: readonly Stage[], sizes: readonly number[]): Step[] {
  const steps: Step[] = [];
  let rest: Step = stages;
  for (const size of [...sizes, Infinity]) {
    const [step, left] = cut(rest, size);
    if (step.length > 0) steps.push(step);
    rest = left;
  }
  return steps;
}

function cut(stages: Step, size: number): [Step, Step] {
  const first: Stage[] = [];
  const second: Stage[] = [];
  let room = size;
  for (const { changes, serial } of stages) {
    const fits = changes.slice(0, room);
    const left = changes.slice(room);
    if (fits.length > 0) first.push({ changes: fits, serial });
    if (left.length > 0) second.push({ changes: left, serial });
    room -= fits.length;
  }
  return [first, second];
}

/** Why a run ends after the step with this index: too many of its changes went wrong; `null` where it goes on. */
export function reasonToEnd(
  steps: readonly Step[],
  index: number,
  results: Results,
  maxFailures: number,
): TeamsyncError | null {
  const left = count(steps.slice(index + 1));
  const ids = steps.slice(index, index + 1).flatMap(idsOf);
  const failures = ids.filter((id) => hasFailed(results, id)).length;
  if (left === 0 || failures <= maxFailures) return null;
  const details = { step: index + 1, steps: steps.length, failures, changes: ids.length, notReached: left };
  return new TeamsyncError(
    EXIT.someFailed,
    'canary_stopped',
    `The run stopped after step ${String(index + 1)} of ${String(steps.length)}: ${String(failures)} of ${counted(ids.length)} failed or ended in doubt, and no more than ${String(maxFailures)} may. ${counted(left)} after it ${left === 1 ? 'was' : 'were'} not reached.`,
    { hint: 'See why they failed; the same command does what is left once that is put right.', details },
  );
}

function idsOf(step: Step): string[] {
  return step.flatMap(({ changes }) => changes.map(({ id }) => id));
}

function count(steps: readonly Step[]): number {
  return steps.flatMap(idsOf).length;
}

function hasFailed(results: Results, id: string): boolean {
  const status = results.get(id)?.status;
  return status === 'failed' || status === 'unknown';
}

function counted(changes: number): string {
  return changes === 1 ? '1 change' : `${String(changes)} changes`;
}
