import type { MemberIndex } from './index-members.ts';
import { heldBack, limitFor, overLimit } from './guards.ts';
import { isLater } from './later.ts';
import { findLookAlikes } from './look-alikes.ts';
import { only, type Candidate } from './order.ts';
import { activeAdmins, isDestructive, lastAdmin, reserves, type Reserve } from './protect.ts';
import { addressTaken, orderUpdates } from './rename.ts';
import { unsupportedRemoval } from './transfers.ts';
import type {
  Blocked,
  BlockedCode,
  Change,
  DisabledCounts,
  Kept,
  PlanInput,
  Refusal,
  UpdateChange,
} from './types.ts';
import type { Subject, Verdict } from './verdict.ts';

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
  for (const verdict of verdicts) {
    if (verdict.kind === 'unchanged') continue;
    if (verdict.kind === 'kept') {
      draft.kept.push(verdict);
      continue;
    }
    const off = verdict.switches.find((one) => !one.on);
    if (off !== undefined) draft.disabled[off.counts] += 1;
    else if (verdict.kind === 'blocked') draft.blocked.push(verdict);
    else draft.candidates.push(verdict);
  }
  return draft;
}

/** Rule 2: people who are deliberately left alone, whatever else could be said about them. */
export function keepProtected(draft: Draft, input: PlanInput): void {
  const reserveOf = reserves(input);
  take(draft, ({ subject, change }) => reserveOf(subject, change.action), keep(draft));
  keepLastAdmin(draft, activeAdmins(input.actual));
  draft.blocked = draft.blocked.filter(({ subject, item }) => {
    const { action } = item;
    const reserve = isLater(action) ? null : reserveOf(subject, action);
    if (isLater(action) || reserve === null) return true;
    draft.kept.push({ subject, item: { ...item, action, ...reserve } });
    return false;
  });
}

/** When all active admins would go, the last of them stays. */
function keepLastAdmin(draft: Draft, admins: readonly { id: string }[]): void {
  const ids = new Set<string | null>(admins.map(({ id }) => id));
  const leaving = draft.candidates.filter(
    ({ change }) => isDestructive(change.action) && ids.has(change.memberId),
  );
  if (leaving.length < ids.size) return;
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
  for (const { change } of only(draft.candidates, 'provision')) {
    const message = addressTaken(change, index, updates);
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

/** Rule 6: removals that need what this version or Dropbox cannot do. */
export function blockUnsupported(draft: Draft, { settings }: PlanInput): void {
  take(
    draft,
    ({ subject, change }) =>
      change.action === 'deprovision' ? unsupportedRemoval(change, subject, settings.deprovision) : null,
    block(draft),
  );
}

/** Rule 8: each destructive action against its own limit; the whole run is refused, or what is over the limit is kept. */
export function limitDestructive(draft: Draft, { limits, settings, recent }: PlanInput, base: number): void {
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
    draft.kept.push({ subject, item: { action: change.action, email: change.email, code, message, until } });
  };
}

function block(draft: Draft): (candidate: Candidate, reason: Pick<Blocked, 'code' | 'message'>) => void {
  return ({ subject, change }, { code, message }) => {
    draft.blocked.push({
      subject,
      item: { action: change.action, email: change.email, code, message, until: null },
    });
  };
}
