import type { Member, Person } from '../team.ts';
import type { Change } from './change.ts';
import { recoverableUntil } from './changes.ts';
import { fingerprint } from './fingerprint.ts';
import type { Plan, Remembered, Removed } from './types.ts';

/** What a run did, and the reading of the team that it started from. */
export interface Deeds {
  changes: readonly { change: Change; status: string; error: { code: string } | null }[];
  people: readonly Person[];
  members: readonly Member[];
  /** Ids of living members whom the roster named; empty for a run that looked at a few people only. */
  named: readonly string[];
  passed: Plan['passed'];
  now: Date;
}

/** Refusals behind which there may be a removed account that cannot be brought back. */
const RESERVED: ReadonlySet<string> = new Set(['user_already_on_team', 'duplicate_external_member_id']);

/**
 * What is remembered of a team after a run. A change of which nobody knows counts as made, where the other answer would
 * send a second mail or lose an account. Whatever a reading shows to be over is forgotten.
 */
export function rememberedAfter(memory: Remembered, deeds: Deeds): Remembered {
  const after = withoutThePast(memory, deeds);
  for (const id of deeds.named) after.managed.add(id);
  for (const { memberId, afterDays } of deeds.passed) after.reminded.set(memberId, afterDays);
  const world: World = {
    ...deeds,
    byId: new Map(deeds.members.map((member) => [member.id, member])),
    gone: deeds.members.filter(({ status }) => status === 'removed'),
    rows: new Map(deeds.people.map((person) => [person.email, person])),
  };
  for (const { change, status, error } of deeds.changes) {
    if (status === 'applied' || status === 'unknown')
      rememberDone(after, change, status === 'applied', world);
    else if (change.action === 'provision' && RESERVED.has(error?.code ?? '')) reserve(after, change, world);
  }
  return after;
}

interface World extends Deeds {
  byId: ReadonlyMap<string, Member>;
  /** Removed ones. */
  gone: readonly Member[];
  rows: ReadonlyMap<string, Person>;
}

/** What is remembered, open for additions. */
interface Draft {
  known: true;
  managed: Set<string>;
  suspendedByDeprovision: Set<string>;
  reminded: Map<string, number>;
  cancelled: Map<string, string>;
  removed: Map<string, Removed>;
  reserved: Map<string, string>;
}

/** Whoever is suspended no more came back by other hands, and whoever is invited no more needs no reminder. */
function withoutThePast(memory: Remembered, { members, now }: Deeds): Draft {
  const inState = (status: Member['status']): Set<string> =>
    new Set(members.filter((member) => member.status === status).map(({ id }) => id));
  const [suspended, invited] = [inState('suspended'), inState('invited')];
  const isAhead = (date: string): boolean => Date.parse(date) > now.getTime();
  return {
    known: true,
    managed: new Set(memory.managed),
    suspendedByDeprovision: new Set([...memory.suspendedByDeprovision].filter((id) => suspended.has(id))),
    reminded: new Map([...memory.reminded].filter(([id]) => invited.has(id))),
    cancelled: new Map(memory.cancelled),
    removed: new Map(
      [...memory.removed].filter(([, { removedOn }]) => isAhead(recoverableUntil(new Date(removedOn)))),
    ),
    reserved: new Map([...memory.reserved].filter(([, until]) => isAhead(until))),
  };
}

function rememberDone(draft: Draft, change: Change, certain: boolean, world: World): void {
  switch (change.action) {
    case 'invite':
      draft.reminded.set(change.memberId, change.options.afterDays);
      break;
    case 'deprovision':
      rememberLeaver(draft, change, certain, world);
      break;
    case 'unsuspend':
      if (certain) draft.suspendedByDeprovision.delete(change.memberId);
      break;
    case 'recover':
      if (certain) draft.removed.delete(change.memberId);
      break;
    case 'provision':
      if (certain) draft.cancelled.delete(change.email);
      break;
    case 'update':
    case 'suspend':
    case 'group_add':
    case 'group_remove':
    case 'set_role':
    case 'transfer':
      break;
  }
}

function rememberLeaver(
  draft: Draft,
  change: Extract<Change, { action: 'deprovision' }>,
  certain: boolean,
  { byId, rows, now }: World,
): void {
  const { memberId, email, reason, options, before } = change;
  if (options.method === 'suspend') {
    if (certain) draft.suspendedByDeprovision.add(memberId);
    return;
  }
  draft.suspendedByDeprovision.delete(memberId);
  const person = rows.get(email);
  if (reason === 'invitation_expired' && person !== undefined)
    draft.cancelled.set(email, fingerprint(person));
  const member = byId.get(memberId);
  if (before?.status === 'invited' || member === undefined) return;
  const removedOn = now.toISOString();
  draft.removed.set(memberId, { email: member.email, externalId: member.externalId, removedOn });
}

/** Only where there is an account that can hold them, the address and the external id count as reserved. */
function reserve(draft: Draft, { email, externalId }: Change, { gone, now }: World): void {
  const holder = gone.find((member) =>
    [member, draft.removed.get(member.id)].some(
      (known) => known?.email === email || (externalId !== null && known?.externalId === externalId),
    ),
  );
  if (holder === undefined) return;
  const removedOn = draft.removed.get(holder.id)?.removedOn;
  // Nobody tells when others removed it; seven days from now it is over at the latest.
  draft.reserved.set(email, recoverableUntil(removedOn === undefined ? now : new Date(removedOn)));
}

/** What no reading shows: whoever was reminded needs no second mail, and a withdrawn invitation is not sent again. */
export function asIfDone(
  memory: Remembered,
  { changes }: Pick<Plan, 'changes'>,
  people: readonly Person[],
): Remembered {
  const reminded = new Map(memory.reminded);
  const cancelled = new Map(memory.cancelled);
  const withdrawn = new Set<string>();
  for (const change of changes) {
    if (change.action === 'invite') reminded.set(change.memberId, change.options.afterDays);
    else if (change.reason === 'invitation_expired') withdrawn.add(change.email);
  }
  for (const person of people) {
    if (withdrawn.has(person.email)) cancelled.set(person.email, fingerprint(person));
  }
  return { ...memory, reminded, cancelled };
}
