import type { Warning } from '../errors.ts';
import type { Person, Wanted } from '../team.ts';
import type { Memberships } from './groups.ts';
import { quoted } from './problem.ts';
import type { Row } from './row.ts';

/** What the roster wants for a person, given the assigned groups that the person is in. */
export function wantedFor(
  { status, assigned }: Pick<Row, 'status' | 'assigned'>,
  assignedBy: readonly string[],
  hasAssignedGroups: boolean,
): Wanted {
  const isAssigned = assignedBy.length > 0 || (assigned ?? !hasAssignedGroups);
  // The status `unassigned` passes through here, and so wins over every assignment.
  return isAssigned ? (status ?? 'active') : 'unassigned';
}

function toPerson(row: Row, groups: string[] | null, assignedGroups: ReadonlySet<string>): Person {
  const through =
    assignedGroups.size === 0 ? [] : (groups?.filter((group) => assignedGroups.has(group)) ?? []);
  const wanted = wantedFor(row, through, assignedGroups.size > 0);
  return {
    email: row.email,
    givenName: row.givenName,
    surname: row.surname,
    externalId: row.externalId,
    wanted,
    assignedBy: wanted === 'unassigned' ? [] : through,
    groups,
    transferTo: row.transferTo,
    previousEmail: row.previousEmail === row.email ? null : row.previousEmail,
    role: row.role,
    priority: row.priority,
    line: row.line,
  };
}

/** Turns rows into people: their groups flattened, and from these and their status what is wanted for them. */
export function assignPeople(
  rows: readonly Row[],
  memberships: Memberships,
  assignedGroups: ReadonlySet<string>,
): { people: Person[]; warnings: Warning[] } {
  const empty = new Set(assignedGroups);
  const people = rows.map((row) => {
    const groups = memberships.of(row);
    for (const group of groups ?? []) empty.delete(group);
    return toPerson(row, groups, assignedGroups);
  });
  const warnings = [...empty].map((group) => ({
    code: 'empty_assigned_group',
    message: `Nobody in the roster is in the assigned group ${quoted(group)}: check how it is spelled.`,
  }));
  return { people, warnings };
}
