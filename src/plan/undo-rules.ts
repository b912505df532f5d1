import type { Member } from '../team.ts';
import type { MemberIndex } from './index-members.ts';
import { only } from './order.ts';
import { orderUpdates } from './rename.ts';
import type { Draft } from './rules.ts';
import type { Action, Change, UpdateChange } from './change.ts';
import type { Subject, Verdict } from './verdict.ts';

/** What an account that leaves the team loses anyway. */
const LOST: ReadonlySet<Action> = new Set(['group_add', 'group_remove', 'set_role']);

/** Groups and roles of those who really leave are dropped; somebody who is kept as an admin first loses the role. */
export function dropLost(draft: Draft): void {
  const leaving = new Set(only(draft.candidates, 'deprovision').map(({ change }) => memberOf(change)));
  draft.candidates = draft.candidates.filter(
    ({ change }) => !LOST.has(change.action) || !leaving.has(memberOf(change)),
  );
}

/** Whoever goes off the team again needs no suspension before. */
export function withoutNeedless(verdicts: readonly Verdict[]): Verdict[] {
  const changes = verdicts.filter((verdict) => verdict.kind === 'change').map(({ change }) => change);
  const leaving = new Set(changes.filter(({ action }) => action === 'deprovision').map(memberOf));
  return verdicts.filter(
    (verdict) =>
      verdict.kind !== 'change' ||
      verdict.change.action !== 'suspend' ||
      !leaving.has(verdict.change.memberId),
  );
}

function memberOf({ memberId }: Change): string | null {
  return memberId;
}

/** Blocks profiles whose earlier address or external id somebody else has, and orders the others so that each is free. */
export function blockTaken(draft: Draft, index: MemberIndex): void {
  const wanted = only(draft.candidates, 'update').map(({ change }) => change);
  const { updates } = orderUpdates(
    wanted.filter((update) => holderOfId(update, index) === undefined),
    index,
  );
  const possible = new Set<Change>(updates);
  draft.candidates = draft.candidates.filter(({ subject, change }) => {
    if (change.action !== 'update' || possible.has(change)) return true;
    const { action, email } = change;
    const message = `${email} cannot get back its profile: the address or the external id that it had before is in use by another account. Free it first.`;
    draft.blocked.push({
      subject,
      item: { action, email, code: 'identity_conflict', message, until: null },
    });
    return false;
  });
  draft.updates = updates;
}

/** Somebody else: the member themselves has another one, or it would not change. */
function holderOfId({ after }: UpdateChange, { living }: MemberIndex): Member | undefined {
  return living.byExternalId.get(after.externalId ?? '');
}

/** Nobody comes back from a removal without the suspension that they had: where it is held back, so is the return. */
export function keepTogether(draft: Draft): void {
  const held = new Map<Subject, Draft['kept'][number]>(
    draft.kept.filter(({ item }) => item.action === 'suspend').map((kept) => [kept.subject, kept]),
  );
  draft.candidates = draft.candidates.filter(({ subject, change }) => {
    const kept = change.action === 'recover' ? held.get(subject) : undefined;
    if (kept === undefined) return true;
    draft.kept.push({ subject, item: { ...kept.item, action: 'recover' } });
    return false;
  });
}
