import fc from 'fast-check';
import { RECOVER_STATUSES, type RecoverStatus } from '../../src/sandbox/state.ts';
import type { z } from 'zod';
import type { settingsSchema } from '../../src/settings/schema.ts';
import { often } from '../plan/random-followers.ts';
import { anySettings } from '../plan/random-settings.ts';
import { ADMIN, MOST_PLACES, randomPlace, type Place } from './random-places.ts';

/** What nobody knows for sure of Dropbox. */
export interface Ways {
  groupsAtomic: boolean;
  recoverGroups: boolean;
  recoverStatus: RecoverStatus;
  rolesForInvited: boolean;
}

/** A team, what its roster and its settings want of it, and how many licences it has beyond those in use. */
export interface RandomTeam {
  places: Place[];
  spare: number;
  settings: z.input<typeof settingsSchema>;
  /** False for a roster without a column for groups, which leaves them all as they are. */
  tellsGroups: boolean;
  /** False for a team that no run on this machine has changed; then nothing is remembered of it. */
  isKnown: boolean;
  ways: Ways;
}

const PLENTY = 50;

/** The ways of a team that nobody has told otherwise. */
export const USUAL: Ways = {
  groupsAtomic: true,
  recoverGroups: false,
  recoverStatus: 'previous',
  rolesForInvited: true,
};

const ways: fc.Arbitrary<Ways> = fc.record({
  groupsAtomic: often(5),
  recoverGroups: often(5),
  recoverStatus: fc.constantFrom(...RECOVER_STATUSES),
  rolesForInvited: often(8),
});

/** Mostly limits that never bite, so that there is something to do. */
const limits = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ maxDeprovisions: '100%', maxSuspensions: '100%' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      maxDeprovisions: fc.nat(3),
      maxSuspensions: fc.nat(3),
      onLimit: fc.constantFrom('refuse', 'hold'),
    }),
  },
);

/** Dropbox sells nothing here, so whoever may buy licences has plenty of them. */
const licences = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ spare: PLENTY, safety: {} }) },
  { weight: 1, arbitrary: fc.nat(2).map((spare) => ({ spare, safety: { allowPurchase: false } })) },
);

const means = fc
  .tuple(anySettings, fc.boolean(), limits, licences)
  .map(([chosen, isAdminHeir, limit, { spare, safety }]) => ({
    spare,
    settings: {
      ...chosen,
      deprovision: {
        ...chosen.deprovision,
        transferTo:
          isAdminHeir && chosen.deprovision.transferTo !== null ? ADMIN : chosen.deprovision.transferTo,
      },
      safety: { ...chosen.safety, ...limit, ...safety },
    },
  }));

/** Up to eight people beside the admin who authorized. */
export const randomTeam: fc.Arbitrary<RandomTeam> = fc
  .record({
    places: fc.array(randomPlace, { minLength: 2, maxLength: MOST_PLACES }),
    means,
    tellsGroups: often(9),
    isKnown: often(7),
    ways,
  })
  .map(({ means: { spare, settings }, ...team }) => ({ ...team, spare, settings }));
