import { createHash } from 'node:crypto';
import type { Person } from '../team.ts';

/** Hex SHA-256 of what a row says, wherever it stands: another fingerprint means that somebody changed the row. */
export function fingerprint(person: Person): string {
  const facts = Object.entries({ ...person, line: 0 }).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
