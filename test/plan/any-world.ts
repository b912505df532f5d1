import fc from 'fast-check';
import { InvalidInputError } from '../../src/errors.ts';
import { planChanges } from '../../src/plan/plan.ts';
import { rememberedAfter } from '../../src/plan/remember.ts';
import type { Plan, PlanInput } from '../../src/plan/types.ts';
import type { Member } from '../../src/team.ts';
import type { World } from '../helpers/team-builder.ts';
import { anyOptions, anySettings } from './random-settings.ts';
import { slots, worldOf } from './random-worlds.ts';
import { applied } from './simulator.ts';

export const RUNS = { numRuns: 1_000 };

/** Worlds in which every action is on and nobody lacks a licence. */
export const everythingOn = fc
  .record({ all: slots, settings: anyOptions })
  .map(({ all, settings }) => ({ all, world: worldOf(all).settings(settings) }));

/** Worlds of any kind. */
export const anything = fc
  .record({
    all: slots,
    settings: anySettings,
    free: fc.integer({ min: -3, max: 4 }),
    adminHasRole: fc.boolean(),
    known: fc.boolean(),
  })
  .map(({ all, settings, free, adminHasRole, known }) => {
    const world = worldOf(all).settings(settings).freeLicences(free).given({ known });
    return { all, world: adminHasRole ? world : withoutRole(world) };
  });

function withoutRole(world: World): World {
  return world.withMember({ email: 'admin@example.com', roles: [] });
}

/** The plan; a roster in which two rows name one member is a world of no interest. */
export function planFor(input: PlanInput): Plan {
  try {
    return planChanges(input);
  } catch (error) {
    fc.pre(!(error instanceof InvalidInputError && error.code === 'duplicate_person'));
    throw error;
  }
}

/** What the next run finds after this plan was applied as a whole. */
export function afterApplying(
  input: PlanInput,
  plan: Plan,
  comesBackAs: Member['status'] = 'active',
): PlanInput {
  const { desired, actual, now } = input;
  const changes = plan.changes.map((change) => ({ change, status: 'applied', error: null }));
  const { named, passed } = plan;
  const deeds = { changes, people: desired, members: actual.members, named, passed, now };
  return { ...input, ...rememberedAfter(input, deeds), actual: applied(input, plan.changes, comesBackAs) };
}
