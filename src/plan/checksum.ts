import { createHash } from 'node:crypto';
import type { Change } from './change.ts';

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
        before === null ? null : sorted(before),
        after === null ? null : sorted(after),
        sorted(options).filter(([name]) => name !== 'removeOn'),
      ]),
    );
    hash.update('\n');
  }
  return hash.digest('hex');
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
