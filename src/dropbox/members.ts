import type { Member } from '../team.ts';
import { roleFrom } from './roles.ts';
import type { MemberInfo } from './wire.ts';

/** Gives of equal texts always the first one, so that a long listing holds each once. */
export type Sharing = (text: string) => string;

/** A new sharing, for as long as a listing is read. */
export function shareTexts(): Sharing {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text) ?? text;
    known.set(text, first);
    return first;
  };
}

/** A member as the planner needs it, out of what Dropbox lists; ids of groups, which many have, go through `share`. */
export function memberFrom({ profile, roles }: MemberInfo, share: Sharing = (text) => text): Member {
  return {
    id: profile.team_member_id,
    email: profile.email.toLowerCase(),
    externalId: profile.external_id === undefined || profile.external_id === '' ? null : profile.external_id,
    secondaryEmails: (profile.secondary_emails ?? []).map(({ email }) => email.toLowerCase()),
    emailVerified: profile.email_verified ?? false,
    givenName: profile.name.given_name,
    surname: profile.name.surname,
    status: profile.status['.tag'],
    recoverable: profile.status['.tag'] === 'removed' && profile.status.is_recoverable === true,
    membership: profile.membership_type['.tag'] === 'limited' ? 'limited' : 'full',
    // The key is absent for plain members, which is not the same as not being told.
    roles: (roles ?? []).map(roleFrom),
    groups: profile.groups?.map(share) ?? [],
    invitedOn: profile.invited_on ?? null,
    joinedOn: profile.joined_on ?? null,
    suspendedOn: profile.suspended_on ?? null,
  };
}
