import type { Change } from '../../src/plan/change.ts';
import type { PlanInput } from '../../src/plan/types.ts';
import type { Actual, Group, Member, Person } from '../../src/team.ts';
import { member, NOW } from '../helpers/team-builder.ts';
import { accountOf, impossible, inState, regrouped, withRole } from './simulated-followers.ts';

/** A team between two changes. */
interface State {
  members: readonly Member[];
  groups: readonly Group[];
  /** Seats that the people listed may take. */
  seats: number;
}

/**
 * The team after these changes, one after the other. Throws where Dropbox would refuse one: an address, external id or
 * seat that is taken, an account in another state, files for somebody who cannot get them, a group or a role that there is
 * not, or no admin left.
 */
export function applied(
  { actual, desired }: Pick<PlanInput, 'actual' | 'desired'>,
  changes: readonly Change[],
  comesBackAs: Member['status'],
): Actual {
  const { licensed, used } = actual.team.licences;
  const uncounted = used - seatsOf(actual.members);
  const start: State = {
    members: actual.members,
    groups: actual.groups ?? [],
    seats: licensed - uncounted,
  };
  const returned = new Set(actual.members.filter((one) => !isLiving(one)).map(({ id }) => id));
  const around = { desired, comesBackAs, roles: actual.roles ?? [], returned };
  const { members, groups } = changes.reduce((before, change) => {
    const after = next(before, change, around);
    const grows = seatsOf(after.members) > seatsOf(before.members);
    const isBought = 'buysSeat' in change.options;
    if (grows && !isBought && seatsOf(after.members) > before.seats)
      throw impossible(change, 'no seat is free');
    if (hasAdmin(before.members) && !hasAdmin(after.members))
      throw impossible(change, 'no admin would be left');
    return { ...after, seats: before.seats + (isBought ? 1 : 0) };
  }, start);
  const listed = members.filter(isLiving).length;
  const nowUsed = seatsOf(members) + uncounted;
  const licences = { licensed, used: nowUsed, free: Math.max(0, licensed - nowUsed) };
  return {
    ...actual,
    members: [...members],
    groups: actual.groups === null ? null : [...groups],
    team: { ...actual.team, licences },
    listing: { ...actual.listing, listed, counted: listed },
  };
}

interface Surroundings {
  desired: readonly Person[];
  comesBackAs: Member['status'];
  roles: NonNullable<Actual['roles']>;
  /** Nobody can plan for the state in which these come back. */
  returned: ReadonlySet<string>;
}

function next(state: State, change: Change, around: Surroundings): State {
  const { members } = state;
  switch (change.action) {
    case 'group_add':
    case 'group_remove':
      return { ...state, ...regrouped(state, change) };
    case 'set_role':
      if (around.returned.has(change.memberId ?? '') && around.comesBackAs === 'suspended') return state;
      return { ...state, members: withRole(members, change, around.roles) };
    case 'invite':
      return { ...state, members: inState(members, change, ['invited'], () => ({})) };
    case 'transfer':
      throw impossible(change, 'no roster asks for it');
    default:
      return { ...state, members: step(members, change, around) };
  }
}

type Account = Exclude<Change, { action: 'group_add' | 'group_remove' | 'set_role' | 'invite' | 'transfer' }>;

function step(members: readonly Member[], change: Account, { desired, comesBackAs }: Surroundings): Member[] {
  switch (change.action) {
    case 'provision': {
      const { email, externalId } = change;
      refuseTaken(members, change, null, email, externalId);
      const { givenName, surname } = desired.find((one) => one.email === email) ?? {};
      const id = `dbmid:new:${String(members.length)}`;
      const invited = member({ email, externalId, status: 'invited', id, invitedOn: NOW.toISOString() });
      return [...members, { ...invited, givenName: givenName ?? '', surname: surname ?? '' }];
    }
    case 'recover':
      return inState(members, change, ['removed'], (one) => {
        if (!one.recoverable) throw impossible(change, 'the account cannot be recovered');
        return { status: comesBackAs, recoverable: false };
      });
    case 'unsuspend':
      return inState(members, change, ['suspended'], () => ({ status: 'active', suspendedOn: null }));
    case 'update': {
      const { status, role, group, ...fields } = change.after;
      if (status !== undefined || role !== undefined || group !== undefined)
        throw impossible(change, 'a profile has none of these');
      refuseTaken(members, change, change.memberId, fields.email ?? null, fields.externalId ?? null);
      return inState(members, change, ['invited', 'active', 'suspended'], () => fields);
    }
    case 'suspend':
      return inState(members, change, ['active'], () => SUSPENDED);
    case 'deprovision':
      return leave(members, change);
  }
}

const SUSPENDED = { status: 'suspended', suspendedOn: NOW.toISOString() } as const;

function leave(members: readonly Member[], change: Change & { action: 'deprovision' }): Member[] {
  const { method, transferToId, transferAdminId } = change.options;
  if (transferToId !== undefined && transferAdminId !== undefined) {
    if (method !== 'remove') throw impossible(change, 'no files are moved');
    const heir = accountOf(members, change, transferToId);
    if (heir.status !== 'active' || !heir.emailVerified) throw impossible(change, 'nobody can get the files');
    const admin = accountOf(members, change, transferAdminId);
    if (admin.status !== 'active' || admin.roles.length === 0)
      throw impossible(change, 'no admin can be told');
    if ([heir.id, admin.id].includes(change.memberId)) throw impossible(change, 'they should differ');
  }
  switch (method) {
    case 'suspend':
      return inState(members, change, ['active'], () => SUSPENDED);
    case 'downgrade':
      return inState(members, change, ['active', 'suspended'], () => ({ status: 'removed' }));
    case 'remove':
      return inState(members, change, ['invited', 'active', 'suspended'], ({ status }) => ({
        status: 'removed',
        groups: [],
        recoverable: status !== 'invited' && transferToId === undefined,
      }));
  }
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
