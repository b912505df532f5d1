import { createHash } from 'node:crypto';
import type { Change } from './types.ts';

/** Hex SHA-256 over the ordered changes, without sentences and without dates that move with the clock. */
export function checksum(changes: readonly Change[]): string {
  const hash = createHash('sha256');
  for (const change of changes) {
    const { id, action, memberId, externalId, name, reason, source, before, after, options } = change;
    hash.update(
      JSON.stringify([
        id,
        action,
        memberId,
        externalId,
        name,
        reason,
        source.groups,
        sorted(before),
        sorted(after),
        sorted(options),
      ]),
    );
    hash.update('\n');
  }
  return hash.digest('hex');
}

function sorted(record: object | null): [string, unknown][] | null {
  return record === null ? null : Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
