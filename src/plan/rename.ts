import type { Member } from '../team.ts';
import { isLiving, type MemberIndex } from './index-members.ts';
import type { Change, UpdateChange } from './change.ts';

/** A change that cannot be made because an address or an external id is in use, and the sentence that says so. */
interface Obstacle {
  change: Change;
  message: string;
}

export interface Renames {
  /** Updates in an order in which each new address is free when its turn comes. */
  updates: UpdateChange[];
  obstacles: Obstacle[];
}

/**
 * Orders updates so that chains of addresses (a→b, b→c) work, and finds those that Dropbox would refuse: an address or
 * external id that stays in use, or a ring of people who swap addresses.
 */
export function orderUpdates(updates: readonly UpdateChange[], index: MemberIndex): Renames {
  const byMember = new Map(updates.map((change) => [change.memberId, change]));
  const state = new Map<UpdateChange, 'open' | 'ready' | 'stuck'>();
  const ordered: UpdateChange[] = [];
  const obstacles: Obstacle[] = [];

  const finish = (change: UpdateChange, message: string | null): void => {
    state.set(change, message === null ? 'ready' : 'stuck');
    if (message === null) ordered.push(change);
    else obstacles.push({ change, message });
  };
  const visit = (start: UpdateChange): void => {
    // A chain may be as long as the team, so it is walked with a list instead of the call stack.
    const path: UpdateChange[] = [];
    for (let next: UpdateChange | null = start; next !== null && !state.has(next); next = blocker(next)) {
      state.set(next, 'open');
      path.push(next);
    }
    for (const change of path.reverse()) finish(change, obstacleOf(change));
  };
  const blocker = (change: UpdateChange): UpdateChange | null => {
    const holder = addressHolder(change, index);
    const planned = holder === null ? undefined : byMember.get(holder.id);
    return planned?.after.email === undefined ? null : planned;
  };
  const obstacleOf = (change: UpdateChange): string | null => {
    const reserved = reservedExternalId(change, index);
    if (reserved !== null) return reserved;
    const holder = addressHolder(change, index);
    if (holder === null) return null;
    const first = blocker(change);
    if (first === null) return inUse(change, holder);
    switch (state.get(first)) {
      case 'ready':
        return null;
      case 'open':
        return `${change.email} is part of a ring of people who swap addresses, which Dropbox refuses at every step. Give one of them another address first.`;
      default:
        return `${change.email} waits for the address of ${first.email}, whose own update is not possible.`;
    }
  };
  for (const change of updates) visit(change);
  return { updates: ordered, obstacles };
}

/** The sentence for a new account whose address is held by somebody who is not among the `renamed`; `null` when it is free. */
export function addressTaken(
  change: Change,
  index: MemberIndex,
  renamed: ReadonlySet<string>,
): string | null {
  const holder = holderOf(change.email, index);
  return holder === null || renamed.has(holder.id) ? null : inUse(change, holder);
}

function holderOf(address: string, { living, recoverable }: MemberIndex): Member | null {
  return living.byEmail.get(address) ?? recoverable.byEmail.get(address) ?? null;
}

function addressHolder({ after }: UpdateChange, index: MemberIndex): Member | null {
  return after.email === undefined ? null : holderOf(after.email, index);
}

function reservedExternalId(change: UpdateChange, index: MemberIndex): string | null {
  const wanted = change.after.externalId;
  const holder = wanted === undefined ? undefined : index.recoverable.byExternalId.get(wanted);
  if (wanted === undefined || holder === undefined) return null;
  return `${change.email} cannot get the external id ${wanted}: the removed account ${holder.email} holds it until its 7 days are over. Correct the id in the roster, or wait.`;
}

function inUse(change: Change, holder: Member): string {
  const whose = isLiving(holder) ? 'another member' : 'a removed account that can still be recovered';
  return `${change.email} cannot get this address: ${whose} holds it. Rename that account first, or correct the roster.`;
}
