import { newFolderId, newId } from './ids.ts';
import type { RecoverStatus, SandboxMember } from './state.ts';

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

/** How somebody leaves the team. */
export interface Leaving {
  files: 'kept' | 'transferred' | 'deleted';
  /** Keeps the account as a personal one, with the files. */
  keepsAccount: boolean;
}

/** Takes the member off the team. Somebody who never joined has no account that could be recovered, and no files. */
export function remove(
  member: SandboxMember,
  at: string,
  { files, keepsAccount }: Leaving,
  groups: NonNullable<SandboxMember['removal']>['groups'],
): void {
  const leavesNothing = keepsAccount || member.status === 'invited';
  member.removal = {
    removedOn: at,
    previousStatus: member.status === 'suspended' ? 'suspended' : 'active',
    forfeited: leavesNothing || files !== 'kept',
    disconnected: keepsAccount,
    files: leavesNothing ? 'none' : files,
    groups,
  };
  member.status = 'removed';
  member.roles = [];
}

/** Brings a removed account back, without its admin roles, to the status it had or to another one. */
export function recover(member: SandboxMember, at: string, wanted: RecoverStatus): void {
  if (member.removal === null) return;
  const status = wanted === 'previous' ? member.removal.previousStatus : wanted;
  // A suspension goes on from the day on which it began.
  if (status === 'suspended') suspend(member, member.suspendedOn ?? at);
  else activate(member, at);
}
