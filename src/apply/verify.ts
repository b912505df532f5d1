import type { TeamsyncError } from '../errors.ts';
import type { Action, Change } from '../plan/change.ts';
import type { Blocked, Kept, Plan } from '../plan/types.ts';
import { CHANGED_MEANWHILE } from './doubt.ts';
import { leavesTrace } from './standing.ts';
import { APPLIED, type Results } from './types.ts';

/** Ids of everybody in a reading that may not show everybody; `null` for one that does. */
export type Shown = ReadonlySet<string> | null;

/** What is done for people who came back, as the reading after it shows it to be needed. */
const AFTER_RECOVERY: ReadonlySet<Action> = new Set([
  'unsuspend',
  'update',
  'group_add',
  'group_remove',
  'set_role',
]);

/**
 * Changes whose outcome was unknown were applied after all when a new plan no longer asks for them. One that it asks for
 * and holds back is as open as before, and so is a removal that a reading shows which may not show everybody; and what no
 * reading shows stays unknown.
 */
export function settleUnknown(
  changes: readonly Change[],
  results: Results,
  replanned: Plan,
  shown: Shown,
): void {
  const wanted = new Set([
    ...replanned.changes.map(({ id }) => id),
    ...[...replanned.kept, ...replanned.blocked].map(idOf),
  ]);
  for (const change of changes) {
    const result = results.get(change.id);
    const isOpen = result?.status === 'unknown' && result.error.code !== CHANGED_MEANWHILE;
    if (isOpen && leavesTrace(change) && isProvable(change, shown) && !wanted.has(change.id)) {
      results.set(change.id, APPLIED);
    }
  }
}

/**
 * What is left for people who came back: Dropbox does not say in which state an account returns, so only the reading
 * after it shows whether it is suspended or spelled differently, and in which groups and roles. Nothing destructive is
 * ever a remainder, nor what the plan itself had for them.
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
  const tried = new Set(changes.map(({ id }) => id));
  return replanned.changes.filter(
    ({ id, action, memberId }) => back.has(memberId) && AFTER_RECOVERY.has(action) && !tried.has(id),
  );
}

/**
 * Ids of changes that a plan made from the new reading still asks for, apart from those deliberately left for later and
 * those that no reading shows. A reading that cannot be trusted proves no removal and no suspension; nor is one missed
 * that the plan left for later because its own reading could not be trusted, which may not even have shown the person.
 */
export function differencesOf(plan: Plan, replanned: Plan, shown: Shown): string[] {
  const left = new Set([...plan.kept, ...plan.blocked].map(idOf));
  const planned = new Set(plan.changes.map(({ id }) => id));
  const unproven = [
    ...replanned.kept
      .filter(isUntrusted)
      .map(idOf)
      .filter((id) => planned.has(id)),
    ...plan.changes.filter((change) => !isProvable(change, shown)).map(({ id }) => id),
  ];
  const removalsWait = plan.kept.some(isUntrusted);
  const wanted = replanned.changes.filter(
    (change) => leavesTrace(change) && !(removalsWait && isDestructive(change)),
  );
  return [...new Set([...wanted.map(({ id }) => id).filter((id) => !left.has(id)), ...unproven])];
}

/** Whoever a short reading does not show at all may be on the team or not. */
function isProvable(change: Change, shown: Shown): boolean {
  return shown === null || !isProvenByAbsence(change) || shown.has(change.memberId ?? '');
}

/** A plan made without the person does not ask for these, whether they were made or not. */
function isProvenByAbsence(change: Change): boolean {
  return isDestructive(change) || change.action === 'group_remove' || change.action === 'set_role';
}

function isDestructive({ action }: Change): boolean {
  return action === 'suspend' || action === 'deprovision';
}

/** Kept because the reading could not be trusted. */
function isUntrusted({ code }: Kept): boolean {
  return code === 'listing_incomplete' || code === 'admin_unknown';
}

/** The id of the change that is held back. */
function idOf({ action, email, group }: Kept | Blocked): string {
  return `${action}:${email}${group === undefined ? '' : `:${group}`}`;
}
