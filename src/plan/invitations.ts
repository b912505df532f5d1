import type { Settings } from '../settings/schema.ts';
import type { Member, Person } from '../team.ts';
import type { PlanInput } from './types.ts';

const DAY_MS = 86_400_000;

/** True for an invitation that nobody has accepted for as many days as `invitations.cancelAfterDays` allows. */
export function isExpired(member: Member, { cancelAfterDays }: Settings['invitations'], now: Date): boolean {
  const age = daysSince(member, now);
  return cancelAfterDays !== null && age !== null && age >= cancelAfterDays;
}

/** Days after which somebody invited should have been reminded and was not; `null` when no reminder is due. */
export function dueReminder(
  person: Person,
  member: Member,
  { settings, now, reminded }: Pick<PlanInput, 'settings' | 'now' | 'reminded'>,
): number | null {
  const { invitations, provision } = settings;
  const isSilent = provision.silent && !invitations.evenIfSilent;
  const age = daysSince(member, now);
  if (person.wanted !== 'active' || isSilent || age === null) return null;
  const last = reminded.get(member.id) ?? 0;
  const due = invitations.remindAfterDays.filter((days) => days <= age && days > last);
  // Whoever was away for several of them gets one mail, not several.
  return due.length === 0 ? null : Math.max(...due);
}

function daysSince({ status, invitedOn }: Member, now: Date): number | null {
  if (status !== 'invited' || invitedOn === null) return null;
  return Math.floor((now.getTime() - Date.parse(invitedOn)) / DAY_MS);
}
