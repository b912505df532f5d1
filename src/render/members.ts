import type { ChalkInstance } from 'chalk';
import type { MemberStatus } from '../team.ts';
import { clean } from './clean.ts';
import { renderCsv } from './csv.ts';
import { table } from './layout.ts';

/** One of the `members` of `member list`. */
export interface MemberView {
  email: string;
  memberId: string;
  externalId: string | null;
  status: MemberStatus;
  /** Given name and surname; `null` where neither is known. */
  name: string | null;
  /** Names of Dropbox groups, sorted, the system's own left out; `null` where groups could not be read. */
  groups: string[] | null;
  /** Name of the admin role, `member` for none. */
  role: string;
}

/** The `member` of `member show`. */
export interface MemberDetails extends MemberView {
  secondaryEmails: string[];
  emailVerified: boolean;
  /** `limited` members hold no licence. */
  membership: 'full' | 'limited';
  /** RFC 3339, UTC. */
  invitedOn: string | null;
  joinedOn: string | null;
  suspendedOn: string | null;
  /** Only for removed accounts: Dropbox can still bring it back. */
  recoverable: boolean;
}

/** The columns of both lists, as the roster calls them where it has them. */
const COLUMNS = ['email', 'member_id', 'external_id', 'status', 'name', 'groups', 'role'] as const;

/** Between the groups of somebody, in CSV as in a roster. */
const GROUP_SEPARATOR = ';';

/** Who is on the team, as a table for people; `nobody` is said where there is none. */
export function renderMembers(
  members: readonly MemberView[],
  { paint, nobody }: { paint: ChalkInstance; nobody: string },
): string {
  if (members.length === 0) return `${nobody}\n`;
  const rows = members.map(({ email, status, name, groups, role, externalId }) => [
    email,
    status,
    name ?? '',
    (groups ?? []).join(', '),
    role,
    externalId ?? '',
  ]);
  return `${table(['EMAIL', 'STATUS', 'NAME', 'GROUPS', 'ROLE', 'EXTERNAL ID'], rows, paint).join('\n')}\n`;
}

/** The same as CSV, with everything that the JSON has. */
export function membersCsv(members: readonly MemberView[]): string {
  const rows = members.map(({ email, memberId, externalId, status, name, groups, role }) => [
    email,
    memberId,
    externalId ?? '',
    status,
    name ?? '',
    (groups ?? []).join(GROUP_SEPARATOR),
    role,
  ]);
  return renderCsv([COLUMNS, ...rows]);
}

/** One member, a line for each thing that is known. */
export function renderMember(member: MemberDetails, paint: ChalkInstance): string {
  const facts = factsOf(member).filter(([, value]) => value !== '');
  const widest = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, value]) => `  ${label.padEnd(widest)}  ${clean(value)}`);
  return `${paint.bold(clean(member.email))}\n${lines.join('\n')}\n`;
}

function factsOf(member: MemberDetails): [string, string][] {
  const { status, emailVerified, groups, recoverable } = member;
  const notVerified = status === 'active' && !emailVerified;
  return [
    ['Status', status === 'removed' && recoverable ? 'removed, can still be recovered' : status],
    ['Name', member.name ?? ''],
    ['Role', member.role],
    ['Groups', groups === null ? 'not read' : groups.join(', ')],
    ['External id', member.externalId ?? ''],
    ['Member id', member.memberId],
    ['Other e-mails', member.secondaryEmails.join(', ')],
    ['Address', notVerified ? 'not verified' : ''],
    ['Licence', member.membership === 'limited' ? 'none (a limited member)' : ''],
    ['Invited', member.invitedOn ?? ''],
    ['Joined', member.joinedOn ?? ''],
    ['Suspended', member.suspendedOn ?? ''],
  ];
}
