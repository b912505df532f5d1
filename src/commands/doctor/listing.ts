import { SMALL_PAGE_SIZE } from '../../dropbox/listing.ts';
import { PAGE_SIZE } from '../../dropbox/paging.ts';
import { EXIT } from '../../errors.ts';
import type { Asked } from './ask-team.ts';
import { failed, fine, odd, type Finding } from './finding.ts';

const NAME = 'listing';

/** Whether Dropbox lists everybody whom it counts, and with pages of which size; `null` where nobody could be asked. */
export function checkListing({ renewal, actual, error, smallPages }: Asked): Finding | null {
  // A token that is refused and a role that is missing are told by the checks about them.
  const told: readonly unknown[] = [EXIT.unauthorized, EXIT.forbidden, EXIT.invalid];
  if (error !== null && renewal !== 'unknown' && !told.includes(error.exitCode)) return failed(NAME, error);
  if (actual === null) return null;
  const { complete, listed, counted } = actual.listing;
  if (!complete) {
    return odd(
      NAME,
      `Dropbox lists ${String(listed)} members and counts ${String(counted)}, so runs suspend and remove nobody.`,
      'Look again later; if you know that the list is right, let one run pass with --accept-listing.',
    );
  }
  const size = smallPages ? SMALL_PAGE_SIZE : PAGE_SIZE;
  const message = `All ${String(counted)} members are listed, in pages of ${String(size)}.`;
  if (!smallPages) return fine(NAME, message);
  const hint =
    'Nothing has to be done: larger pages do not work on this team, and runs use these by themselves.';
  return odd(NAME, message, hint);
}
