import type { TeamsyncError } from '../errors.ts';
import type { Change } from '../plan/change.ts';
import { asKnown } from './known.ts';
import { clearUp } from './doubt.ts';
import { lookAt } from './look.ts';
import { meansDone, mayLag } from './replays.ts';
import { STILL_RUNNING } from './settle.ts';
import { leavesTrace, standingOf, type Traceable } from './standing.ts';
import { APPLIED, type Answers, type ChangeResult, type Surroundings, type Work } from './types.ts';

/** Answers of which as many as possible are certain. */
export interface Certainty {
  answers: Answers;
  /** Changes that were certainly not carried out, and why it was not clear at once: they may be sent again. */
  again: { change: Change; reason: { code: string; message: string } }[];
  /** Why the people could not be looked at. */
  stop: TeamsyncError | null;
}

type Planned = Work['planned'];
type Doubtful = Extract<ChangeResult, { status: 'failed' | 'skipped' | 'unknown' }>;
type Item = [Traceable, Doubtful];

/**
 * Looks at the people whose answers leave a doubt: a lost answer, a job that ended strangely, and a refusal that may only
 * say that the change was made already. What others did meanwhile is nobody's success, and of what leaves no trace in
 * people nothing is asked: it stays as it was answered.
 */
export async function makeCertain(
  answers: Answers,
  { planned }: Pick<Work, 'planned'>,
  outside: Surroundings,
): Promise<Certainty> {
  const sure: Answers = [];
  const lost: Item[] = [];
  const refused: Item[] = [];
  const once: Item[] = [];
  for (const [change, result] of answers) {
    if (!leavesTrace(change) || !isDoubtful(change, result)) sure.push([change, result]);
    else if (result.status === 'failed') (mayLag(result.error.code) ? refused : once).push([change, result]);
    // While Dropbox is still at work on it, nothing to be seen yet proves nothing.
    else (result.error.code === STILL_RUNNING ? once : lost).push([change, result]);
  }
  try {
    const seen = [...(await glance(once, planned, outside)), ...(await lookLong(refused, planned, outside))];
    const { answers: cleared, again, stop } = await lookForLost(lost, planned, outside);
    return { answers: [...sure, ...seen, ...cleared], again, stop };
  } catch (error) {
    return { answers, again: [], stop: asKnown(error) };
  }
}

function isDoubtful(change: Change, result: ChangeResult): result is Doubtful {
  if (result.status === 'unknown') return true;
  return result.status === 'failed' && leavesTrace(change) && meansDone(result.error.code);
}

/** A run that stops looks at nobody any more: a refusal that may only mean that it was done already stays open. */
export function doubted(answers: Answers): Answers {
  return answers.map(([change, result]) =>
    isDoubtful(change, result) ? [change, { status: 'unknown', error: result.error }] : [change, result],
  );
}

/** One look: what it shows as done is done, and everything else stays as it was answered. */
async function glance(items: readonly Item[], planned: Planned, outside: Surroundings): Promise<Answers> {
  if (items.length === 0) return [];
  const { found, groupIds } = await lookAt(
    items.map(([change]) => change),
    outside.reader,
  );
  return items.map(([change, result]) => {
    const standing = standingOf(change, found(change), planned.get(change.memberId ?? ''), groupIds);
    return [change, standing === 'done' ? APPLIED : result];
  });
}

/** Many looks, because the change may have been made by a call a moment ago; else the refusal is believed. */
async function lookLong(items: readonly Item[], planned: Planned, outside: Surroundings): Promise<Answers> {
  const [first] = items;
  if (first === undefined) return [];
  const changes = items.map(([change]) => change);
  const { answers } = await clearUp({ changes, reason: first[1].error, planned }, outside);
  const done = new Set(answers.filter(([, { status }]) => status === 'applied').map(([change]) => change));
  return items.map(([change, result]) => [change, done.has(change) ? APPLIED : result]);
}

async function lookForLost(
  items: readonly Item[],
  planned: Planned,
  outside: Surroundings,
): Promise<Certainty> {
  const [first] = items;
  if (first === undefined) return { answers: [], again: [], stop: null };
  const changes = items.map(([change]) => change);
  const reason = first[1].error;
  const { answers, notDone, stop } = await clearUp({ changes, reason, planned }, outside);
  // Whoever is as unclear as before keeps the answer with the reason of their own.
  const unclear = new Set(answers.filter(([, { error }]) => error === reason).map(([change]) => change));
  const open = new Set<Change>(notDone);
  return {
    answers: [
      ...answers.filter(([change]) => !unclear.has(change)),
      ...items.filter(([change]) => unclear.has(change)),
    ],
    again: items
      .filter(([change]) => open.has(change))
      .map(([change, { error }]) => ({ change, reason: error })),
    stop,
  };
}
