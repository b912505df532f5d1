import type { Change } from '../plan/change.ts';
import type { ChangeResult } from './types.ts';

/** Dropbox's answers when the team has no licence left; every further joiner would get the same one. */
const SEATS_SPENT: ReadonlySet<string> = new Set(['team_license_limit', 'free_team_member_limit_reached']);

/** The result of a joiner for whom no licence is left. */
export const NO_SEAT: ChangeResult = {
  status: 'skipped',
  error: {
    code: 'no_licence',
    message:
      'No licence is free: the removal that was to free one did not happen, or Dropbox says they are used up.',
  },
};

/** Keeps count of the licences of a run. */
export interface Seats {
  /** True for whoever needs no waiting, and for as many waiting joiners as seats were really freed. */
  admits(change: Change): boolean;
  count(change: Change, result: ChangeResult): void;
  /** True when Dropbox has said that there is no licence left, and no removal has freed one since. */
  areSpent(): boolean;
}

/** Seats of a team that uses so many more than it owns. */
export function createSeats(overbooked: number): Seats {
  let freed = -overbooked;
  let spent = false;
  return {
    admits(change) {
      if (!('waitsForSeat' in change.options)) return true;
      if (freed <= 0) return false;
      freed -= 1;
      return true;
    },
    count(change, result) {
      if (result.status === 'failed' && SEATS_SPENT.has(result.error.code)) spent = true;
      if (result.status !== 'applied' || change.seats >= 0) return;
      freed += 1;
      spent = false;
    },
    areSpent: () => spent,
  };
}
