import type { Warning } from '../../errors.ts';
import type { Actual } from '../../team.ts';
import type { Context } from '../context.ts';
import { connect } from '../run/connect.ts';

/** The team as it is now, with its groups where the token may read them, and what is to be warned of. */
export async function readTeam(
  context: Context,
  retryBudgetMs: number,
): Promise<{ actual: Actual; warnings: Warning[] }> {
  const connection = await connect(context, retryBudgetMs);
  try {
    const actual = await connection.reader.readTeam({ groups: 'optional', roles: false });
    return { actual, warnings: [...connection.warnings, ...listingWarnings(actual)] };
  } finally {
    await connection.close();
  }
}

/** The warning of a reading that does not show everybody. */
export function listingWarnings({
  listing: { complete, listed, counted },
}: Pick<Actual, 'listing'>): Warning[] {
  if (complete) return [];
  const message = `Dropbox listed ${String(listed)} members and counts ${String(counted)}, so somebody may be missing here. Run it again later.`;
  return [{ code: 'listing_incomplete', message }];
}
