import { clean } from './clean.ts';
import type { Explanation } from './explanation.ts';
import { count } from './layout.ts';

/** What of somebody's row matters, a paragraph each. */
export function rosterWords(roster: NonNullable<Explanation['roster']>): string[] {
  const { source, line, email, wanted, assignedBy, groups, role, previousEmail, externalId } = roster;
  const where = source === '-' ? 'standard input' : source;
  const state = wanted === 'unassigned' ? 'not assigned' : `assigned, ${wanted}`;
  const details = [
    ...(assignedBy.length === 0 ? [] : [`assigned through ${assignedBy.join(', ')}`]),
    ...(groups === null || groups.length === 0 ? [] : [`groups ${groups.join(', ')}`]),
    ...(role === null ? [] : [`role ${role}`]),
    ...(externalId === null ? [] : [`external id ${externalId}`]),
    ...(previousEmail === null ? [] : [`before ${previousEmail}`]),
  ];
  return [`${where}, row ${String(line)}: ${email}, ${state}`, ...details].map(clean);
}

/** What of somebody's account matters, a paragraph each. */
export function memberWords(member: NonNullable<Explanation['member']>): string[] {
  const { email, memberId, status, recoverable, roles, externalId, secondaryEmails } = member;
  const fate = status !== 'removed' ? '' : recoverable ? ', can be brought back' : ', for good';
  const details = [
    ...sinceWords(member),
    ...(roles.length === 0 ? [] : [`admin: ${roles.join(', ')}`]),
    ...(externalId === null ? [] : [`external id ${externalId}`]),
    ...(secondaryEmails.length === 0 ? [] : [`also ${secondaryEmails.join(', ')}`]),
    ...groupWords(member),
  ];
  return [`${email}, ${status}${fate} (${memberId})`, ...details].map(clean);
}

function sinceWords({
  status,
  invitedOn,
  joinedOn,
  suspendedOn,
}: NonNullable<Explanation['member']>): string[] {
  return [
    ...(invitedOn === null || joinedOn !== null ? [] : [`invited on ${invitedOn}`]),
    ...(joinedOn === null ? [] : [`joined on ${joinedOn}`]),
    ...(suspendedOn === null || status !== 'suspended' ? [] : [`suspended on ${suspendedOn}`]),
  ];
}

function groupWords({ groups, groupNames }: NonNullable<Explanation['member']>): string[] {
  if (groupNames === null) {
    return groups.length === 0 ? [] : [count(groups.length, 'Dropbox group', 'Dropbox groups')];
  }
  return groupNames.length === 0 ? [] : [`Dropbox groups ${groupNames.join(', ')}`];
}
