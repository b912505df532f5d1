import type { Person, Role } from '../team.ts';
import type { SetRoleChange } from './change.ts';
import { isLiving } from './index-members.ts';
import type { Match } from './match.ts';
import type { PlanInput } from './types.ts';
import { subjectEmail, type Subject, type Switches, type Verdict } from './verdict.ts';
import { displayName, row, who } from './words.ts';

/** What the roster calls somebody without a role. */
const PLAIN_MEMBER = 'member';

/** What should happen to somebody's admin role; nothing where the roster says nothing of it. */
export function decideRole(
  { person, member, conflict }: Match,
  rank: number,
  { settings, actual }: Pick<PlanInput, 'settings' | 'actual'>,
): Verdict[] {
  const { role } = person;
  if (person.wanted !== 'active' || role === null || conflict !== null) return [];
  const { enabled } = settings.roles;
  const subject: Subject = { person, member, rank };
  const switches = [{ counts: 'roles', on: enabled }] as const;
  const current = member !== null && isLiving(member) ? member.roles : [];
  const wanted = roleNamed(role, [...current, ...(actual.roles ?? [])]);
  if (wanted === undefined) {
    if (enabled && actual.roles === null) throw new Error('roles are enabled and were not read');
    return [unknownRole(subject, role, actual.roles ?? [], switches)];
  }
  if (current.length === (wanted === null ? 0 : 1) && (current[0]?.id ?? null) === (wanted?.id ?? null))
    return [];
  return [
    { kind: 'change', subject, change: setRole(subject, person, current[0] ?? null, wanted), switches },
  ];
}

/** The role of this name or id, whatever its case; `null` for none, `undefined` when there is no such role. */
export function roleNamed(text: string, roles: readonly Role[]): Role | null | undefined {
  const folded = text.trim().toLowerCase();
  return (
    roles.find(({ id }) => id === text.trim()) ??
    roles.find(({ name }) => name.toLowerCase() === folded) ??
    (folded === PLAIN_MEMBER ? null : undefined)
  );
}

/** What a role is called in a change. */
export function roleWord(role: Role | null): string {
  return role?.name ?? PLAIN_MEMBER;
}

function roleInSentence(role: Role | null): string {
  return role === null ? 'no role' : `the role ${role.name}`;
}

function setRole(subject: Subject, person: Person, before: Role | null, after: Role | null): SetRoleChange {
  const { member } = subject;
  const email = subjectEmail(subject);
  return {
    id: `set_role:${email}`,
    email,
    externalId: person.externalId ?? member?.externalId ?? null,
    name: displayName(person, member),
    source: { line: person.line, groups: [] },
    action: 'set_role',
    memberId: member?.id ?? null,
    reason: 'role_differs',
    explanation: `${who(subject)} should have ${roleInSentence(after)} (${row(person)}) and has ${before?.name ?? 'none'}.`,
    before: { role: roleWord(before) },
    after: { role: roleWord(after) },
    options: { roleId: after?.id ?? null },
    seats: 0,
    reversibleUntil: null,
  };
}

function unknownRole(subject: Subject, role: string, roles: readonly Role[], switches: Switches): Verdict {
  const names = roles.map(({ name }) => name).join(', ');
  const known = names === '' ? '' : ` It has: ${names}, and ${PLAIN_MEMBER} for none.`;
  const message = `${who(subject)} should have the role ${role}, which the team does not have.${known}`;
  const email = subjectEmail(subject);
  const item = { action: 'set_role', email, code: 'unknown_role', message, until: null } as const;
  return { kind: 'blocked', subject, item, switches };
}

/** True for a change that leaves a member without any role. */
export function isDemotion({ options }: SetRoleChange): boolean {
  return options.roleId === null;
}

/** The sentence for a role that Dropbox changes only once the member is active again. */
export function suspendedRole(subject: Subject): string {
  return `${who(subject)} is suspended, and Dropbox changes no role of a suspended member. It is possible once the suspension is lifted.`;
}
