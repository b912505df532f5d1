import type { TeamsyncError } from '../errors.ts';
import type { Change, DeprovisionChange, Kept, Plan, SuspendChange } from '../plan/types.ts';
import { CHANGED_MEANWHILE } from './doubt.ts';
import { APPLIED, type Results } from './types.ts';

/** Ids of everybody in a reading that may not show everybody; `null` for one that does. */
export type Shown = ReadonlySet<string> | null;

/**
 * Changes whose outcome was unknown were applied after all when a new plan no longer asks for them. One that it asks for
 * and holds back is as open as before, and so is a removal that a reading shows which may not show everybody.
 */
export function settleUnknown(
  changes: readonly Change[],
  results: Results,
  replanned: Plan,
  shown: Shown,
): void {
  const wanted = new Set([...replanned.changes, ...replanned.kept, ...replanned.blocked].map(idOf));
  for (const change of changes) {
    const result = results.get(change.id);
    const isOpen = result?.status === 'unknown' && result.error.code !== CHANGED_MEANWHILE;
    if (isOpen && isProvable(change, shown) && !wanted.has(idOf(change))) {
      results.set(change.id, APPLIED);
    }
  }
}

/**
 * What is left for people who came back: Dropbox does not say in which state an account returns, so only the reading
 * after it shows whether it is suspended or spelled differently. Nothing destructive is ever a remainder.
 */
export function remainderAfterRecovery({
  changes,
  results,
  stopped,
  replanned,
}: {
  changes: readonly Change[];
  results: Results;
  stopped: TeamsyncError | null;
  replanned: Plan | null;
}): Change[] {
  if (stopped !== null || replanned === null) return [];
  const back = new Set(
    changes
      .filter(({ action, id }) => action === 'recover' && results.get(id)?.status === 'applied')
      .map(({ memberId }) => memberId),
  );
  return replanned.changes.filter(
    ({ action, memberId }) => back.has(memberId) && (action === 'unsuspend' || action === 'update'),
  );
}

/**
 * Ids of changes that a plan made from the new reading still asks for, apart from those deliberately left for later. A
 * reading that cannot be trusted proves no removal and no suspension; nor is one missed that the plan left for later
 * because its own reading could not be trusted, which may not even have shown the person.
 */
export function differencesOf(plan: Plan, replanned: Plan, shown: Shown): string[] {
  const left = new Set([...plan.kept, ...plan.blocked].map(idOf));
  const planned = new Set(plan.changes.map(idOf));
  const unproven = [
    ...replanned.kept
      .filter(isUntrusted)
      .map(idOf)
      .filter((id) => planned.has(id)),
    ...plan.changes.filter((change) => !isProvable(change, shown)).map(idOf),
  ];
  const removalsWait = plan.kept.some(isUntrusted);
  const wanted = replanned.changes.filter((change) => !removalsWait || !isDestructive(change));
  return [...new Set([...wanted.map(idOf).filter((id) => !left.has(id)), ...unproven])];
}

/** Whoever a short reading does not show at all may be on the team or not. */
function isProvable(change: Change, shown: Shown): boolean {
  return shown === null || !isDestructive(change) || shown.has(change.memberId);
}

function isDestructive(change: Change): change is SuspendChange | DeprovisionChange {
  return change.action === 'suspend' || change.action === 'deprovision';
}

/** Kept because the reading could not be trusted. */
function isUntrusted({ code }: Kept): boolean {
  return code === 'listing_incomplete' || code === 'admin_unknown';
}

/** The id of a change, also of one that is held back. */
function idOf({ action, email }: { action: string; email: string }): string {
  return `${action}:${email}`;
}
