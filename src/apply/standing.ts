import type {
  Change,
  GroupAddChange,
  InviteChange,
  SetRoleChange,
  TransferChange,
  UpdateChange,
} from '../plan/change.ts';
import type { Member } from '../team.ts';

/** How somebody stands to a change: it is done, nothing of it is, or they are in a third state that others brought about. */
export type Standing = 'done' | 'untouched' | 'moved';

/** A change that shows in its person: nobody can see whether an e-mail was sent or where files went. */
export type Traceable = Exclude<Change, InviteChange | TransferChange>;

/** Ids of groups by name. */
export type GroupIdsByName = ReadonlyMap<string, string>;

/** True for changes of which a look at their person can tell whether they were made. */
export function leavesTrace(change: Change): change is Traceable {
  return change.action !== 'invite' && change.action !== 'transfer';
}

/**
 * Compares a fresh look at the person of a change with what it wants and with how they were when it was planned. A group
 * that had no id then is looked for among `groupIds`.
 */
export function standingOf(
  change: Traceable,
  now: Member | undefined,
  planned: Member | undefined,
  groupIds: GroupIdsByName,
): Standing {
  switch (change.action) {
    case 'provision':
      if (isGone(now)) return 'untouched';
      return sameIdentity(change.externalId, now) && now.status !== 'suspended' ? 'done' : 'moved';
    case 'recover':
      return isGone(now) ? 'untouched' : 'done';
    case 'unsuspend':
      if (isGone(now)) return 'moved';
      return now.status === 'suspended' ? 'untouched' : 'done';
    case 'update':
      return isGone(now) ? 'moved' : afterUpdate(change, now);
    case 'suspend':
      return afterSuspension(now, planned);
    case 'deprovision':
      if (change.options.method === 'suspend') return afterSuspension(now, planned);
      if (isGone(now)) return 'done';
      return isAsPlanned(now, planned) ? 'untouched' : 'moved';
    case 'group_add':
      if (isGone(now)) return mayStillShow(change, planned) ? 'untouched' : 'moved';
      return now.groups.includes(idOfGroup(change, groupIds)) ? 'done' : 'untouched';
    case 'group_remove':
      return !isGone(now) && now.groups.includes(change.options.groupId) ? 'untouched' : 'done';
    case 'set_role':
      if (isGone(now)) return mayStillShow(change, planned) ? 'untouched' : 'moved';
      return afterAppointment(change, now, planned);
  }
}

/** Whoever a look does not show was removed or was never there. */
function isGone(member: Member | undefined): member is undefined {
  return member === undefined || member.status === 'removed';
}

/** An account that the same run made or brought back may be in no reading yet. */
function mayStillShow({ memberId }: Traceable, planned: Member | undefined): boolean {
  return memberId === null || planned?.status === 'removed';
}

/** No group at all has the empty id. */
function idOfGroup({ after, options }: GroupAddChange, groupIds: GroupIdsByName): string {
  return options.groupId ?? groupIds.get(after.group) ?? '';
}

/** Which roles come back with an account that was removed is known to Dropbox alone. */
function afterAppointment(
  { options: { roleId } }: SetRoleChange,
  { roles }: Member,
  planned: Member | undefined,
): Standing {
  const now = roles.map(({ id }) => id);
  if (isSame(now, roleId === null ? [] : [roleId])) return 'done';
  const before = (planned?.roles ?? []).map(({ id }) => id);
  return planned?.status === 'removed' || isSame(now, before) ? 'untouched' : 'moved';
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id) => others.includes(id));
}

function sameIdentity(externalId: string | null, { externalId: found }: Member): boolean {
  return externalId === null || externalId === found;
}

function afterSuspension(now: Member | undefined, planned: Member | undefined): Standing {
  if (isGone(now)) return 'moved';
  if (now.status === 'suspended' && planned?.status !== 'suspended') return 'done';
  // Brought back by the same plan, and not suspended yet.
  if (now.status === 'active' && planned?.status === 'removed') return 'untouched';
  return isAsPlanned(now, planned) ? 'untouched' : 'moved';
}

/**
 * True when nobody has done anything to the person since: a removal that was undone by hand, or a new account under the
 * same address, is not what the plan knew.
 */
export function isAsPlanned(now: Member, planned: Member | undefined): boolean {
  return (
    now.id === planned?.id &&
    now.status === planned.status &&
    now.joinedOn === planned.joinedOn &&
    now.suspendedOn === planned.suspendedOn &&
    isAdmin(now) === isAdmin(planned)
  );
}

function isAdmin({ roles }: Member): boolean {
  return roles.length > 0;
}

function afterUpdate({ before, after }: UpdateChange, now: Member): Standing {
  const fields = ['email', 'externalId', 'givenName', 'surname'] as const;
  const has = (facts: UpdateChange['before']): boolean =>
    fields.every((field) => facts[field] === undefined || facts[field] === (now[field] ?? ''));
  if (has(after)) return 'done';
  return has(before) ? 'untouched' : 'moved';
}
