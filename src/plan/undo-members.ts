import type { Member } from '../team.ts';
import { isLiving, type MemberIndex } from './index-members.ts';
import type { DoneChange } from './undo-verdicts.ts';

/**
 * The member whom a change was about, as they are now. Dropbox may alter the address of a removed account, or list it no
 * more; either way the run knew it.
 */
export function memberOf(
  { memberId, email, externalId }: DoneChange,
  byId: ReadonlyMap<string, Member>,
  { living }: MemberIndex,
): Member {
  const found =
    memberId === null
      ? (living.byEmail.get(email) ?? living.byExternalId.get(externalId ?? ''))
      : byId.get(memberId);
  if (found === undefined) return goneForGood(memberId ?? '', email, externalId);
  return isLiving(found) ? found : { ...found, email };
}

function goneForGood(id: string, email: string, externalId: string | null): Member {
  return {
    id,
    email,
    externalId,
    secondaryEmails: [],
    emailVerified: false,
    givenName: '',
    surname: '',
    status: 'removed',
    recoverable: false,
    membership: 'full',
    roles: [],
    groups: [],
    invitedOn: null,
    joinedOn: null,
    suspendedOn: null,
  };
}
