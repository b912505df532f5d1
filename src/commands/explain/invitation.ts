import { inDays } from '../../plan/changes.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Found } from './find.ts';

/** What an invitation goes by. */
export interface InvitationRules {
  settings: Pick<Settings, 'invitations' | 'provision' | 'deprovision'>;
  /** Member id → after how many days they were last reminded. */
  reminded: ReadonlyMap<string, number>;
  now: Date;
}

/** What becomes of an invitation that nobody accepts: when it is sent once more, and when it is withdrawn. */
export function invitationFuture({ person, member }: Found, rules: InvitationRules): string[] {
  if (member?.status !== 'invited' || member.invitedOn === null || person?.wanted !== 'active') return [];
  const { invitations, provision, deprovision } = rules.settings;
  const since = new Date(member.invitedOn);
  const comes = (days: number): boolean => Date.parse(inDays(since, days)) > rules.now.getTime();
  const end = deprovision.enabled ? invitations.cancelAfterDays : null;
  const last = rules.reminded.get(member.id) ?? 0;
  const isSilent = provision.silent && !invitations.evenIfSilent;
  const reminders = invitations.remindAfterDays.filter(
    (days) => !isSilent && days > last && comes(days) && (end === null || days < end),
  );
  return [
    ...(reminders.length === 0
      ? []
      : [`The next reminder is due from ${inDays(since, Math.min(...reminders))} on.`]),
    ...(end === null || !comes(end)
      ? []
      : [`If nobody accepts it, it is withdrawn from ${inDays(since, end)} on.`]),
  ];
}
