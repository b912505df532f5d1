import type { Change } from '../plan/types.ts';
import { asKnown } from './known.ts';
import { clearUp } from './doubt.ts';
import { lookAt } from './look.ts';
import { STILL_RUNNING } from './settle.ts';
import { standingOf } from './standing.ts';
import { APPLIED, type Answers, type ChangeResult, type Surroundings, type Work } from './types.ts';
import type { TeamsyncError } from '../errors.ts';

/** Refusals with which Dropbox also answers the second time, when the first one worked. */
const REPLAYS: ReadonlySet<string> = new Set([
  'user_already_on_team',
  'duplicate_external_member_id',
  'suspend_inactive_user',
  'unsuspend_non_suspended_member',
  'user_not_found',
  'user_not_in_team',
  'user_unrecoverable',
]);

/** Answers of which as many as possible are certain. */
export interface Certainty {
  answers: Answers;
  /** Changes that were certainly not carried out, and why it was not clear at once: they may be sent again. */
  again: { change: Change; reason: { code: string; message: string } }[];
  /** Why the people could not be looked at. */
  stop: TeamsyncError | null;
}

/**
 * Looks at the people whose answers leave a doubt: a lost answer, a job that ended strangely, and a refusal that may only
 * say that the change was made already. What others did meanwhile is nobody's success.
 */
export async function makeCertain(
  answers: Answers,
  { planned }: Pick<Work, 'planned'>,
  outside: Surroundings,
): Promise<Certainty> {
  const sure: Answers = [];
  const doubtful: [Change, Doubtful][] = [];
  for (const [change, result] of answers) {
    if (isDoubtful(result)) doubtful.push([change, result]);
    else sure.push([change, result]);
  }
  if (doubtful.length === 0) return { answers: sure, again: [], stop: null };
  // While Dropbox is still at work on it, nothing to be seen yet proves nothing.
  const open = doubtful.filter(
    ([, { status, error }]) => status === 'unknown' && error.code !== STILL_RUNNING,
  );
  const once = doubtful.filter((item) => !open.includes(item));
  try {
    const glanced = await glance(once, planned, outside);
    const [first] = open;
    if (first === undefined) return { answers: [...sure, ...glanced], again: [], stop: null };
    const changes = open.map(([change]) => change);
    const reason = first[1].error;
    const cleared = await clearUp({ changes, reason, planned }, outside);
    // Whoever is as unclear as before keeps the answer with the reason of their own.
    const unclear = new Set(
      cleared.answers.filter(([, result]) => result.error === reason).map(([change]) => change),
    );
    const notDone = new Set(cleared.notDone);
    return {
      answers: [
        ...sure,
        ...glanced,
        ...cleared.answers.filter(([change]) => !unclear.has(change)),
        ...open.filter(([change]) => unclear.has(change)),
      ],
      again: open
        .filter(([change]) => notDone.has(change))
        .map(([change, { error }]) => ({ change, reason: error })),
      stop: cleared.stop,
    };
  } catch (error) {
    return { answers, again: [], stop: asKnown(error) };
  }
}

type Doubtful = Extract<ChangeResult, { status: 'failed' | 'skipped' | 'unknown' }>;

function isDoubtful(result: ChangeResult): result is Doubtful {
  return result.status === 'unknown' || (result.status === 'failed' && REPLAYS.has(result.error.code));
}

/** A run that stops looks at nobody any more: a refusal that may only mean that it was done already stays open. */
export function doubted(answers: Answers): Answers {
  return answers.map(([change, result]) =>
    isDoubtful(result) ? [change, { status: 'unknown', error: result.error }] : [change, result],
  );
}

/** One look: what it shows as done is done, and everything else stays as it was answered. */
async function glance(
  items: readonly [Change, Doubtful][],
  planned: Work['planned'],
  outside: Surroundings,
): Promise<Answers> {
  if (items.length === 0) return [];
  const found = await lookAt(
    items.map(([change]) => change),
    outside.reader,
  );
  return items.map(([change, result]) => {
    const standing = standingOf(change, found(change), planned.get(change.memberId ?? ''));
    return [change, standing === 'done' ? APPLIED : result];
  });
}
