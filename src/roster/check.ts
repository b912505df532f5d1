import type { Person } from '../team.ts';
import { Fault, quoted, type Problems } from './problem.ts';
import type { FieldName, Row } from './row.ts';

type Columns = ReadonlyMap<FieldName, string>;

/** Checks that no two people share an id. */
export function checkExternalIds(rows: readonly Row[], columns: Columns, problems: Problems): void {
  const owners = new Map<string, Row>();
  for (const row of rows) {
    if (row.externalId === null) continue;
    const owner = owners.get(row.externalId);
    if (owner === undefined) {
      owners.set(row.externalId, row);
      continue;
    }
    const whose = `line ${String(owner.line)} gives it to ${quoted(owner.email)}`;
    const expected = `expected an id of one person only, but ${whose}: correct one of them`;
    const column = columns.get('externalId') ?? 'externalId';
    problems.add(row.line, column, row.externalId, new Fault('duplicate_external_id', expected));
  }
}

/** Checks that a previous address is nobody's present one, unless that person is renamed too, and claimed once. */
export function checkRenames(rows: readonly Row[], columns: Columns, problems: Problems): void {
  const renamed = rows.filter(isRenamed);
  // Most rosters rename nobody, and then nobody has to be found.
  const byEmail = new Map(renamed.length === 0 ? [] : rows.map((row) => [row.email, row]));
  const claims = new Map<string, Row>();
  for (const row of renamed) {
    const { previousEmail } = row;
    const holder = byEmail.get(previousEmail);
    const claimant = claims.get(previousEmail);
    claims.set(previousEmail, claimant ?? row);
    const reason =
      claimant !== undefined
        ? `line ${String(claimant.line)} names it for ${quoted(claimant.email)} too`
        : holder !== undefined && !isRenamed(holder)
          ? `line ${String(holder.line)} is still the person of that address`
          : null;
    if (reason === null) continue;
    const expected = `expected an address that this person alone had before, but ${reason}: correct one of them`;
    const column = columns.get('previousEmail') ?? 'previousEmail';
    problems.add(row.line, column, previousEmail, new Fault('contradictory_rename', expected));
  }
}

function isRenamed(row: Row): row is Row & { previousEmail: string } {
  const { email, previousEmail } = row;
  return previousEmail !== null && previousEmail !== email;
}

/** Checks that the roster names somebody at all. */
export function checkNotEmpty(met: number, problems: Problems): void {
  // A file that could not be read as a roster has said why already.
  if (met > 0 || problems.any) return;
  const expected = 'expected at least one person: an empty roster would take everybody off the team';
  problems.add(1, null, null, new Fault('empty_roster', expected));
}

/** Checks that somebody is to have Dropbox. */
export function checkSomebodyAssigned(
  people: readonly Person[],
  assignedGroups: ReadonlySet<string>,
  problems: Problems,
): void {
  if (problems.any || people.some(({ wanted }) => wanted !== 'unassigned')) return;
  const names = [...assignedGroups].map(quoted).join(', ');
  const reason =
    assignedGroups.size === 0 ? '' : `; the assigned groups are ${names}, and nobody active is in them`;
  const expected = `expected somebody to be assigned, but of ${String(people.length)} listed nobody is${reason}`;
  problems.add(1, null, null, new Fault('nobody_assigned', expected));
}
