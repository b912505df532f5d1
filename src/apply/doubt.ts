import type { TeamsyncError } from '../errors.ts';
import type { Change } from '../plan/types.ts';
import type { Member } from '../team.ts';
import { asKnown } from './known.ts';
import { lookAt, type Found } from './look.ts';
import { standingOf } from './standing.ts';
import { APPLIED, type Answers, type ChangeResult, type Surroundings } from './types.ts';

/** Waits between looks at people whose change still does not show, in milliseconds: reads may lag, and a job may be running. */
const WAITS_MS = [1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/** The code of a change of which nobody will ever know: others changed the person, too. */
export const CHANGED_MEANWHILE = 'changed_meanwhile';

/** Changes that were sent and whose outcome nobody knows. */
export interface Doubt {
  changes: readonly Change[];
  /** Why it is not known. */
  reason: { code: string; message: string };
  /** How the people were when it was planned, by id. */
  planned: ReadonlyMap<string, Member>;
}

/** What looking again and again needs from outside. */
type Looking = Pick<Surroundings, 'reader' | 'sleep' | 'signal' | 'jobBudgetMs'>;

/** What looking at the people showed. */
export interface Clarity {
  answers: Answers;
  /** Changes of which nothing is to be seen after all the looks: they were not carried out. */
  notDone: Change[];
  /** Why nobody could be looked at any more; those not cleared up by then are unknown. */
  stop: TeamsyncError | null;
}

/**
 * Finds out what became of changes by looking at their people, until each one shows it or a minute is over. Throws when
 * not even the first look showed anything.
 */
export async function clearUp({ changes, reason, planned }: Doubt, outside: Looking): Promise<Clarity> {
  const answers: Answers = [];
  let open = [...changes];
  let spent = 0;
  for (const wait of [0, ...WAITS_MS]) {
    if (spent + wait > outside.jobBudgetMs || (wait > 0 && outside.signal.aborted)) break;
    if (wait > 0) await outside.sleep(wait, outside.signal);
    spent += wait;
    let found: Found;
    try {
      found = await lookAt(open, outside.reader);
    } catch (error) {
      if (answers.length === 0) throw error;
      return { answers: [...answers, ...unknown(open, reason)], notDone: [], stop: asKnown(error) };
    }
    const untouched: Change[] = [];
    for (const change of open) {
      switch (standingOf(change, found(change), planned.get(change.memberId ?? ''))) {
        case 'done':
          answers.push([change, APPLIED]);
          break;
        case 'moved':
          answers.push([change, movedOn(reason)]);
          break;
        case 'untouched':
          untouched.push(change);
      }
    }
    open = untouched;
    if (open.length === 0) return { answers, notDone: [], stop: null };
  }
  if (!outside.signal.aborted) return { answers, notDone: open, stop: null };
  return { answers: [...answers, ...unknown(open, reason)], notDone: [], stop: null };
}

function unknown(changes: readonly Change[], reason: Doubt['reason']): Answers {
  return changes.map((change) => [change, { status: 'unknown', error: reason }]);
}

/** Somebody else changed the person meanwhile, so nobody can tell any more what ours did. */
function movedOn(reason: Doubt['reason']): ChangeResult {
  return {
    status: 'unknown',
    error: {
      code: CHANGED_MEANWHILE,
      message: `Its answer was lost (${reason.code}), and this person is now in a state that neither the plan nor this change explains.`,
    },
  };
}
