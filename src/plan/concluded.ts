import { checksum } from './checksum.ts';
import type { Change } from './change.ts';
import type { Seating } from './licences.ts';
import { byRosterOrder } from './order.ts';
import type { Draft } from './rules.ts';
import type { Plan } from './types.ts';

type Concluded = Pick<Plan, 'changes' | 'blocked' | 'kept' | 'disabled' | 'refusals' | 'seats' | 'checksum'>;

/** What every plan says once its changes are in their order: those, who is held back and why, and the seats. */
export function concluded(draft: Draft, { blocked, seats }: Seating, changes: Change[]): Concluded {
  const { kept, disabled, refusals } = draft;
  return {
    changes,
    blocked: [...draft.blocked, ...blocked].sort(byRosterOrder).map(({ item }) => item),
    kept: [...kept].sort(byRosterOrder).map(({ item }) => item),
    disabled,
    refusals,
    seats,
    checksum: checksum(changes),
  };
}
