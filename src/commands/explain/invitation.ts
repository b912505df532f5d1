import { invitationDates } from '../../plan/invitations.ts';
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
  if (member?.status !== 'invited' || person?.wanted !== 'active') return [];
  const { invitedOn } = member;
  if (invitedOn === null) return [];
  const { remindOn, cancelOn } = invitationDates({ ...member, invitedOn }, rules);
  return [
    ...(remindOn === null ? [] : [`The next reminder is due from ${remindOn} on.`]),
    ...(cancelOn === null ? [] : [`If nobody accepts it, it is withdrawn from ${cancelOn} on.`]),
  ];
}
