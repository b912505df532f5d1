import type { Change, PlanInput } from '../../src/plan/types.ts';
import type { Actual, Member, Person } from '../../src/team.ts';
import { member } from '../helpers/team-builder.ts';

const impossible = (change: Change, why: string): Error => new Error(`Dropbox refuses ${change.id}: ${why}.`);

/**
 * The team after these changes, one after the other. Throws where Dropbox would refuse one: an address, external id or
 * seat that is taken, an account in another state, or no admin left.
 */
export function applied(
  { actual, desired }: Pick<PlanInput, 'actual' | 'desired'>,
  changes: readonly Change[],
  comesBackAs: Member['status'],
): Actual {
  const { licensed, used } = actual.team.licences;
  const uncounted = used - seatsOf(actual.members);
  const start = { members: actual.members, seats: licensed - uncounted };
  const { members } = changes.reduce(({ members: before, seats }, change) => {
    const after = step(before, change, desired, comesBackAs);
    const grows = seatsOf(after) > seatsOf(before);
    const isBought = 'buysSeat' in change.options;
    if (grows && !isBought && seatsOf(after) > seats) throw impossible(change, 'no seat is free');
    if (hasAdmin(before) && !hasAdmin(after)) throw impossible(change, 'no admin would be left');
    return { members: after, seats: seats + (isBought ? 1 : 0) };
  }, start);
  const listed = members.filter(isLiving).length;
  const nowUsed = seatsOf(members) + uncounted;
  const licences = { licensed, used: nowUsed, free: Math.max(0, licensed - nowUsed) };
  return {
    ...actual,
    members,
    team: { ...actual.team, licences },
    listing: { ...actual.listing, listed, counted: listed },
  };
}

function step(
  members: readonly Member[],
  change: Change,
  desired: readonly Person[],
  comesBackAs: Member['status'],
): Member[] {
  switch (change.action) {
    case 'provision': {
      const { email, externalId } = change;
      refuseTaken(members, change, null, email, externalId);
      const { givenName, surname } = desired.find((one) => one.email === email) ?? {};
      const invited = member({
        email,
        externalId,
        status: 'invited',
        id: `dbmid:new:${String(members.length)}`,
      });
      return [...members, { ...invited, givenName: givenName ?? '', surname: surname ?? '' }];
    }
    case 'recover':
      return inState(members, change, ['removed'], (one) => {
        if (!one.recoverable) throw impossible(change, 'the account cannot be recovered');
        return { status: comesBackAs, recoverable: false };
      });
    case 'unsuspend':
      return inState(members, change, ['suspended'], () => ({ status: 'active' }));
    case 'update': {
      const { status, ...fields } = change.after;
      if (status !== undefined) throw impossible(change, 'a profile has no status');
      refuseTaken(members, change, change.memberId, fields.email ?? null, fields.externalId ?? null);
      return inState(members, change, ['invited', 'active', 'suspended'], () => fields);
    }
    case 'suspend':
      return inState(members, change, ['active'], () => ({ status: 'suspended' }));
    case 'deprovision':
      return leave(members, change);
  }
}

function leave(members: readonly Member[], change: Change & { action: 'deprovision' }): Member[] {
  switch (change.options.method) {
    case 'suspend':
      return inState(members, change, ['active'], () => ({ status: 'suspended' }));
    case 'downgrade':
      return inState(members, change, ['active', 'suspended'], () => ({ status: 'removed' }));
    case 'remove':
      return inState(members, change, ['invited', 'active', 'suspended'], ({ status }) => ({
        status: 'removed',
        recoverable: status !== 'invited',
      }));
  }
}

function inState(
  members: readonly Member[],
  change: Change,
  states: readonly Member['status'][],
  next: (one: Member) => Partial<Member>,
): Member[] {
  const found = members.find(({ id }) => id === change.memberId);
  if (found === undefined) throw impossible(change, 'there is no such member');
  if (!states.includes(found.status)) throw impossible(change, `the member is ${found.status}`);
  return members.map((one) => (one === found ? { ...one, ...next(one) } : one));
}

function refuseTaken(
  members: readonly Member[],
  change: Change,
  self: string | null,
  email: string | null,
  externalId: string | null,
): void {
  const others = members.filter((one) => one.id !== self && (isLiving(one) || one.recoverable));
  const addresses = others.flatMap((one) => [one.email, ...one.secondaryEmails]);
  if (email !== null && addresses.includes(email)) throw impossible(change, `${email} is taken`);
  const isTaken = others.some((one) => externalId !== null && one.externalId === externalId);
  if (isTaken) throw impossible(change, `the external id ${String(externalId)} is taken`);
}

const isLiving = ({ status }: Member): boolean => status !== 'removed';

function seatsOf(members: readonly Member[]): number {
  return members.filter((one) => isLiving(one) && one.membership === 'full').length;
}

function hasAdmin(members: readonly Member[]): boolean {
  return members.some(({ status, roles }) => status === 'active' && roles.length > 0);
}
