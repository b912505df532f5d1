import { newFolderId, newId } from './ids.ts';
import type { SandboxMember } from './state.ts';

/** A member who was just invited, with nothing set that a caller did not set. */
export function invitedMember(email: string, at: string): SandboxMember {
  return {
    memberId: newId('dbmid'),
    accountId: newId('dbid'),
    email: email.toLowerCase(),
    emailVerified: false,
    secondaryEmails: [],
    externalId: null,
    givenName: '',
    surname: '',
    status: 'invited',
    membership: 'full',
    roles: [],
    invitedOn: at,
    joinedOn: null,
    suspendedOn: null,
    removal: null,
    directoryRestricted: null,
    legalHold: false,
    acceptedTerms: true,
    folderId: newFolderId(),
  };
}

/** Accepts an invitation, or lifts a suspension. */
export function activate(member: SandboxMember, at: string): void {
  if (member.status === 'invited') {
    member.joinedOn = at;
    member.emailVerified = true;
  }
  member.status = 'active';
  member.suspendedOn = null;
  member.removal = null;
}

/** Suspends; the member keeps their roles and their licence. */
export function suspend(member: SandboxMember, at: string): void {
  member.status = 'suspended';
  member.suspendedOn = at;
  member.removal = null;
}

/** Takes the member off the team. Somebody who never joined has no account that could be recovered. */
export function remove(
  member: SandboxMember,
  at: string,
  { forfeits, keepsAccount }: { forfeits: boolean; keepsAccount: boolean },
): void {
  member.removal = {
    removedOn: at,
    previousStatus: member.status === 'suspended' ? 'suspended' : 'active',
    forfeited: forfeits || keepsAccount || member.status === 'invited',
    disconnected: keepsAccount,
  };
  member.status = 'removed';
  member.roles = [];
}

/** Brings a removed account back to the status it had, without its admin roles. */
export function recover(member: SandboxMember): void {
  if (member.removal === null) return;
  member.status = member.removal.previousStatus;
  member.removal = null;
}
