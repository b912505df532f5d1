import { isLiving, type MemberIndex } from './index-members.ts';
import { heldBack, limitFor, overLimit } from './guards.ts';
import { findLookAlikes } from './look-alikes.ts';
import { only, type Candidate } from './order.ts';
import {
  activeAdmins,
  endsAdmin,
  lastAdmin,
  reserves,
  suspendedAdmins,
  type Reserve,
  type ReserveInput,
} from './protect.ts';
import { addressTaken, orderUpdates } from './rename.ts';
import { resolveTransfers, type TransferInput } from './transfers.ts';
import type { Change, UpdateChange } from './change.ts';
import type { Blocked, BlockedCode, DisabledCounts, Kept, PlanInput, Refusal } from './types.ts';
import { subjectEmail, type Subject, type Verdict } from './verdict.ts';

/** A plan on its way through the rules; each rule takes changes out of `candidates` and says why. */
export interface Draft {
  /** In roster order. */
  candidates: Candidate[];
  blocked: { subject: Subject; item: Blocked }[];
  kept: { subject: Subject; item: Kept }[];
  disabled: DisabledCounts;
  /** The updates among the candidates, in an order that frees each address before it is taken. */
  updates: UpdateChange[];
  refusals: Refusal[];
}

/** Rule 1: an action that is not enabled is counted instead of planned, before anything else is said about it. */
export function applySwitches(verdicts: readonly Verdict[]): Draft {
  const draft: Draft = {
    candidates: [],
    blocked: [],
    kept: [],
    disabled: {
      provision: 0,
      recover: 0,
      unsuspend: 0,
      update: 0,
      suspend: 0,
      deprovision: 0,
      groups: 0,
      roles: 0,
    },
    updates: [],
    refusals: [],
  };
  const counted = new Set<string>();
  for (const verdict of verdicts) {
    if (verdict.kind === 'unchanged') continue;
    const off = verdict.switches.find((one) => !one.on);
    if (off !== undefined) {
      // Somebody may be missing from several groups.
      const key = `${off.counts} ${subjectEmail(verdict.subject)}`;
      if (!counted.has(key)) draft.disabled[off.counts] += 1;
      counted.add(key);
    } else if (verdict.kind === 'kept') draft.kept.push(verdict);
    else if (verdict.kind === 'blocked') draft.blocked.push(verdict);
    else draft.candidates.push(verdict);
  }
  return draft;
}

/** Rule 2: people who are deliberately left alone, whatever else could be said about them. */
export function keepProtected(draft: Draft, input: ReserveInput): void {
  const reserveOf = reserves(input);
  take(draft, ({ subject, change }) => reserveOf(subject, change.action, change), keep(draft));
  const admins = activeAdmins(input.actual);
  keepLastAdmin(draft, admins);
  // Whoever comes back from a suspension is an admin by the time roles are taken.
  const returning = only(draft.candidates, 'unsuspend').map(({ change }) => change.memberId);
  keepLastAdmin(draft, [...admins, ...suspendedAdmins(input.actual, returning)]);
  draft.blocked = draft.blocked.filter(({ subject, item }) => {
    const reserve = reserveOf(subject, item.action);
    if (reserve === null) return true;
    draft.kept.push({ subject, item: { ...item, ...reserve } });
    return false;
  });
}

/** When all active admins would go, the last of them stays. */
function keepLastAdmin(draft: Draft, admins: readonly { id: string }[]): void {
  const ids = new Set<string | null>(admins.map(({ id }) => id));
  const leaving = draft.candidates.filter(({ change }) => endsAdmin(change) && ids.has(change.memberId));
  if (new Set(leaving.map(({ change }) => change.memberId)).size < ids.size) return;
  const last = leaving.at(-1);
  take(draft, (candidate) => (candidate === last ? lastAdmin(candidate.subject) : null), keep(draft));
}

/** Rule 3: addresses and external ids in use, and rings of swaps. */
export function blockIdentities(draft: Draft, index: MemberIndex): void {
  const { updates, obstacles } = orderUpdates(
    only(draft.candidates, 'update').map(({ change }) => change),
    index,
  );
  const messages = new Map<Change, string>(obstacles.map(({ change, message }) => [change, message]));
  const renames = updates.filter(({ after }) => after.email !== undefined);
  const renamed = new Set(renames.map(({ memberId }) => memberId));
  for (const { change } of only(draft.candidates, 'provision')) {
    const message = addressTaken(change, index, renamed);
    if (message !== null) messages.set(change, message);
  }
  takeMessages(draft, messages, 'identity_conflict');
  draft.updates = updates;
}

/**
 * Rule 4: leavers who look like joiners. Both halves count here even if one of them goes no further, or the other half
 * would be carried out alone; only a hold is the word of a person that dissolves a pair.
 */
export function blockLookAlikes(
  draft: Draft,
  verdicts: readonly Verdict[],
  onlyPatterns: readonly string[],
): void {
  const held = new Set(draft.kept.filter(({ item }) => item.code === 'held').map(({ subject }) => subject));
  const changes = verdicts.filter(({ subject }) => !held.has(subject)).filter((one) => one.kind === 'change');
  const messages = findLookAlikes(only(changes, 'deprovision'), only(changes, 'provision'), onlyPatterns);
  takeMessages(draft, messages, 'looks_like_rename');
}

/** Rule 6: files of people who leave go to somebody who stays, or the removal waits. */
export function assignRecipients(
  draft: Draft,
  { settings, actual }: Pick<PlanInput, 'settings' | 'actual'>,
  index: MemberIndex,
  matches: TransferInput['matches'] = [],
): void {
  const { candidates } = draft;
  const resolved = resolveTransfers({ candidates, matches, index, actual, settings: settings.deprovision });
  draft.candidates = candidates.map((candidate) => {
    const found = candidate.change.action === 'deprovision' ? resolved.get(candidate.change) : undefined;
    return found !== undefined && 'change' in found ? { ...candidate, change: found.change } : candidate;
  });
  take(
    draft,
    ({ change }) => {
      const found = change.action === 'deprovision' ? resolved.get(change) : undefined;
      return found !== undefined && 'obstacle' in found ? found.obstacle : null;
    },
    block(draft),
  );
}

/** Rule 8: each destructive action against its own limit; the whole run is refused, or what is over the limit is kept. */
export function limitDestructive(
  draft: Draft,
  { actual, limits, settings, recent }: Pick<PlanInput, 'actual' | 'limits' | 'settings' | 'recent'>,
): void {
  // Whoever was removed lately was a member when the day began.
  const base = actual.members.filter(isLiving).length + recent.deprovisions;
  for (const action of ['suspend', 'deprovision'] as const) {
    const limit = limitFor(action, limits, settings.safety, recent);
    const planned = draft.candidates.filter(({ change }) => change.action === action);
    const refusal = overLimit(action, planned.length, limit, base);
    if (refusal === null) continue;
    if (settings.safety.onLimit === 'refuse') {
      draft.refusals.push(refusal);
      continue;
    }
    const over = new Set(planned.slice(refusal.allowed));
    const reserve: Reserve = { code: 'over_limit', message: heldBack(refusal), until: null };
    take(draft, (candidate) => (over.has(candidate) ? reserve : null), keep(draft));
  }
}

function take<R>(
  draft: Draft,
  reasonOf: (candidate: Candidate) => R | null,
  put: (candidate: Candidate, reason: R) => void,
): void {
  draft.candidates = draft.candidates.filter((candidate) => {
    const reason = reasonOf(candidate);
    if (reason !== null) put(candidate, reason);
    return reason === null;
  });
}

function takeMessages(draft: Draft, messages: ReadonlyMap<Change, string>, code: BlockedCode): void {
  take(
    draft,
    ({ change }) => {
      const message = messages.get(change);
      return message === undefined ? null : { code, message };
    },
    block(draft),
  );
}

function keep(draft: Draft): (candidate: Candidate, reserve: Reserve) => void {
  return ({ subject, change }, { code, message, until }) => {
    draft.kept.push({ subject, item: { ...about(change), code, message, until } });
  };
}

function block(draft: Draft): (candidate: Candidate, reason: Pick<Blocked, 'code' | 'message'>) => void {
  return ({ subject, change }, { code, message }) => {
    draft.blocked.push({ subject, item: { ...about(change), code, message, until: null } });
  };
}

function about(change: Change): Pick<Blocked, 'action' | 'email' | 'group'> {
  const { action, email } = change;
  const group = groupOf(change);
  return group === null ? { action, email } : { action, email, group };
}

function groupOf(change: Change): string | null {
  if (change.action === 'group_add') return change.after.group;
  return change.action === 'group_remove' ? change.before.group : null;
}
