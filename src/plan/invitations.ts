import type { Settings } from '../settings/schema.ts';
import type { Member, Person } from '../team.ts';
import { inDays } from './changes.ts';
import type { PlanInput } from './types.ts';

const DAY_MS = 86_400_000;

/** What reminders go by. */
type ReminderInput = Pick<PlanInput, 'now' | 'reminded'> & {
  settings: Pick<Settings, 'invitations' | 'provision'>;
};

/** True for an invitation that nobody has accepted for as many days as `invitations.cancelAfterDays` allows. */
export function isExpired(member: Member, { cancelAfterDays }: Settings['invitations'], now: Date): boolean {
  const age = daysSince(member, now);
  return cancelAfterDays !== null && age !== null && age >= cancelAfterDays;
}

/** Days after which somebody invited should have been reminded and was not; `null` when no reminder is due. */
export function dueReminder(person: Person, member: Member, input: ReminderInput): number | null {
  const age = daysSince(member, input.now);
  if (person.wanted !== 'active' || age === null) return null;
  const due = unsentReminders(member, input).filter((days) => days <= age);
  // Whoever was away for several of them gets one mail, not several.
  return due.length === 0 ? null : Math.max(...due);
}

/** When the next reminder is due and when the invitation is withdrawn, RFC 3339 in UTC; `null` for what is not to come. */
export function invitationDates(
  member: Member & { invitedOn: string },
  input: ReminderInput & { settings: Pick<Settings, 'deprovision'> },
): { remindOn: string | null; cancelOn: string | null } {
  const { invitations, deprovision } = input.settings;
  const date = (days: number): string => inDays(new Date(member.invitedOn), days);
  const isAhead = (days: number): boolean => Date.parse(date(days)) > input.now.getTime();
  const end = deprovision.enabled ? invitations.cancelAfterDays : null;
  const ahead = unsentReminders(member, input).filter(
    (days) => isAhead(days) && (end === null || days < end),
  );
  return {
    remindOn: ahead.length === 0 ? null : date(Math.min(...ahead)),
    cancelOn: end === null || !isAhead(end) ? null : date(end),
  };
}

/** The steps after the last one that somebody was reminded of; none where nobody is told anything. */
function unsentReminders(
  { id }: Member,
  { settings: { invitations, provision }, reminded }: ReminderInput,
): number[] {
  if (provision.silent && !invitations.evenIfSilent) return [];
  const last = reminded.get(id) ?? 0;
  return invitations.remindAfterDays.filter((days) => days > last);
}

function daysSince({ status, invitedOn }: Member, now: Date): number | null {
  if (status !== 'invited' || invitedOn === null) return null;
  return Math.floor((now.getTime() - Date.parse(invitedOn)) / DAY_MS);
}
