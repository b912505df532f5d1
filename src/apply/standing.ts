import type { Change, UpdateChange } from '../plan/types.ts';
import type { Member } from '../team.ts';

/** How somebody stands to a change: it is done, nothing of it is, or they are in a third state that others brought about. */
export type Standing = 'done' | 'untouched' | 'moved';

/** Compares a fresh look at the person of a change with what it wants and with how they were when it was planned. */
export function standingOf(change: Change, now: Member | undefined, planned: Member | undefined): Standing {
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
  }
}

/** Whoever a look does not show was removed or was never there. */
function isGone(member: Member | undefined): member is undefined {
  return member === undefined || member.status === 'removed';
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
