import { TeamsyncError } from '../errors.ts';
import type { Change } from '../plan/change.ts';
import type { Plan } from '../plan/types.ts';
import type { Actual, Extent, Member, Person, TeamReader } from '../team.ts';
import { execute } from './execute.ts';
import { interrupted } from './interrupted.ts';
import { asKnown } from './known.ts';
import { stopwatch } from './stopwatch.ts';
import type { Execution, Results, Surroundings, Work } from './types.ts';
import { differencesOf, remainderAfterRecovery, settleUnknown, type Shown } from './verify.ts';

export interface Application {
  plan: Plan;
  /** The reading that the plan was made from. */
  actual: Actual;
  people: ReadonlyMap<string, Person>;
  reader: TeamReader;
  /** Plans the same wishes again from a new reading. */
  replan: (actual: Actual) => Plan;
  /** Tells whether a reading shows everybody, so that somebody who is not in it is off the team. */
  trusts: (actual: Actual) => boolean;
  /** So many changes first, then so many, and at last the rest; all at once when left out. */
  steps?: readonly number[] | null;
  /** More failed or unknown changes than this in one step stop the run after it; none may when left out. */
  maxFailures?: number;
}

/** The proof of a run. */
export interface Applied {
  /** The changes of the plan, then what was left to do for people who came back. */
  changes: Change[];
  results: Results;
  stopped: TeamsyncError | null;
  /** True when a plan from the reading afterwards has nothing left of this one; false also when there was no reading. */
  verified: boolean;
  /** Ids of changes that the team still needs. */
  differences: string[];
  /** The plan made from the last reading; `null` when there was none. */
  replanned: Plan | null;
  /** Milliseconds. */
  timings: { apply: number; verify: number };
}

/**
 * Applies a plan, reads the team again, finishes what only that reading could show, and proves the result. Once there was
 * an interrupt the team is not read any more: whoever interrupts wants the prompt back.
 */
export async function applyPlan(application: Application, outside: Surroundings): Promise<Applied> {
  const applied = await applyAndProve(application, outside);
  return outside.signal.aborted ? { ...applied, stopped: interrupted(outside.signal) } : applied;
}

async function applyAndProve(application: Application, outside: Surroundings): Promise<Applied> {
  const { plan, people, actual } = application;
  const elapsed = stopwatch(outside.monotonic);
  const applied = unproven(plan, await execute(workOf(application), outside), elapsed());
  const { results } = applied;
  let shown: Shown = null;
  let latest = actual;
  const look = async (changes: readonly Change[]): Promise<void> => {
    const again = outside.signal.aborted ? null : await planAgain(application, applied);
    applied.timings.verify += elapsed();
    applied.replanned = again?.replanned ?? null;
    if (again === null) return;
    shown = again.shown;
    latest = again.actual;
    settleUnknown(changes, results, again.replanned, shown);
  };
  await look(plan.changes);
  const remainder = remainderAfterRecovery(applied);
  if (remainder.length > 0) {
    // Nothing in it takes a seat, and it is too little to go in steps.
    const rest = await execute(
      { changes: remainder, people, planned: byId(latest), overbooked: 0, steps: null, maxFailures: 0 },
      outside,
    );
    for (const [id, result] of rest.results) results.set(id, result);
    applied.changes = [...applied.changes, ...remainder];
    applied.stopped = rest.stopped;
    applied.timings.apply += elapsed();
    await look(remainder);
  }
  if (applied.replanned === null) return applied;
  const differences = differencesOf(plan, applied.replanned, shown);
  return { ...applied, differences, verified: differences.length === 0 };
}

function workOf({ plan, people, actual, steps = null, maxFailures = 0 }: Application): Work {
  const { licensed, used } = plan.seats.before;
  const overbooked = Math.max(0, used - licensed);
  return { changes: plan.changes, people, planned: byId(actual), overbooked, steps, maxFailures };
}

function unproven(plan: Plan, { results, stopped }: Execution, milliseconds: number): Applied {
  return {
    changes: [...plan.changes],
    results,
    stopped,
    verified: false,
    differences: [],
    replanned: null,
    timings: { apply: milliseconds, verify: 0 },
  };
}

function byId({ members }: Actual): ReadonlyMap<string, Member> {
  return new Map(members.map((member) => [member.id, member]));
}

/** As much of the team as the plan was made from. */
function extentOf({ groups, roles }: Actual): Extent {
  return { groups: groups === null ? 'none' : 'required', roles: roles !== null };
}

/** What the team needs after the changes, or `null` with the reason in `stopped` when that cannot be told. */
async function planAgain(
  { actual: before, reader, replan, trusts }: Application,
  applied: Applied,
): Promise<{ actual: Actual; replanned: Plan; shown: Shown } | null> {
  try {
    const actual = await reader.readTeam(extentOf(before));
    const shown = trusts(actual) ? null : new Set(actual.members.map(({ id }) => id));
    return { actual, replanned: replan(actual), shown };
  } catch (error) {
    applied.stopped ??= withoutProof(asKnown(error));
    return null;
  }
}

function withoutProof({ exitCode, code, message, hint, details, cause }: TeamsyncError): TeamsyncError {
  const text = `The changes were sent, but the team could not be looked at afterwards: ${message}`;
  return new TeamsyncError(exitCode, code, text, { hint: hint ?? undefined, details, cause });
}
