import type { TeamsyncError } from '../errors.ts';
import type { Change } from '../plan/change.ts';
import type { Member } from '../team.ts';
import { asKnown } from './known.ts';
import { lookAt, type Look } from './look.ts';
import { lookUntil, type Patience } from './patience.ts';
import { standingOf, type Traceable } from './standing.ts';
import { APPLIED, type Answers, type ChangeResult, type Surroundings } from './types.ts';

/** The code of a change of which nobody will ever know: others changed the person, too. */
export const CHANGED_MEANWHILE = 'changed_meanwhile';

/** Changes that were sent and whose outcome nobody knows. */
export interface Doubt {
  changes: readonly Traceable[];
  /** Why it is not known. */
  reason: { code: string; message: string };
  /** How the people were when it was planned, by id. */
  planned: ReadonlyMap<string, Member>;
}

/** What looking at the people showed. */
export interface Clarity {
  answers: Answers;
  /** Changes of which nothing is to be seen after all the looks: they were not carried out. */
  notDone: Traceable[];
  /** Why nobody could be looked at any more; those not cleared up by then are unknown. */
  stop: TeamsyncError | null;
}

/**
 * Finds out what became of changes by looking at their people, until each one shows it or a minute is over. Throws when
 * not even the first look showed anything.
 */
export async function clearUp(
  doubt: Doubt,
  outside: Patience & Pick<Surroundings, 'reader'>,
): Promise<Clarity> {
  const clarity: Clarity = { answers: [], notDone: [...doubt.changes], stop: null };
  await lookUntil(async () => {
    let look: Look;
    try {
      look = await lookAt(clarity.notDone, outside.reader);
    } catch (error) {
      if (clarity.answers.length === 0) throw error;
      clarity.stop = asKnown(error);
      return true;
    }
    take(look, doubt, clarity);
    return clarity.notDone.length === 0;
  }, outside);
  const { answers, notDone, stop } = clarity;
  if (stop === null && !outside.signal.aborted) return clarity;
  return { answers: [...answers, ...unknown(notDone, doubt.reason)], notDone: [], stop };
}

/** Moves those whose state explains itself from the open ones to the answers. */
function take({ found, groupIds }: Look, { reason, planned }: Doubt, clarity: Clarity): void {
  const untouched: Traceable[] = [];
  for (const change of clarity.notDone) {
    switch (standingOf(change, found(change), planned.get(change.memberId ?? ''), groupIds)) {
      case 'done':
        clarity.answers.push([change, APPLIED]);
        break;
      case 'moved':
        clarity.answers.push([change, movedOn(reason)]);
        break;
      case 'untouched':
        untouched.push(change);
    }
  }
  clarity.notDone = untouched;
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
