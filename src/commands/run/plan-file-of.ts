import { isLiving } from '../../plan/index-members.ts';
import type { Plan, Remembered } from '../../plan/types.ts';
import { keptShape } from '../../state/memory.ts';
import type { PlanFile } from '../../state/plan-file.ts';
import type { Actual } from '../../team.ts';
import type { Wishes } from './wishes.ts';

/** All that a plan was made from and what came out. */
export interface PlanParts {
  wishes: Wishes;
  memory: Remembered;
  actual: Actual;
  plan: Plan;
}

/** A plan with everything that is needed to plan the same again from the live team. */
export function planFileOf({ wishes, memory, actual, plan }: PlanParts, createdAt: Date): PlanFile {
  const named = new Set(plan.named);
  const matters = ({ id }: { id: string }): boolean => !named.has(id) && memory.managed.has(id);
  const { source, format, sha256 } = wishes.origin;
  return {
    kind: 'teamsync-plan',
    version: 2,
    createdAt: createdAt.toISOString(),
    team: { id: actual.team.id, name: actual.team.name },
    roster: { source, format, sha256 },
    settings: wishes.settings,
    limits: wishes.limits,
    only: [...wishes.only],
    acceptListing: wishes.acceptListing,
    memory: {
      ...keptShape(memory),
      managed: actual.members
        .filter((member) => isLiving(member) && matters(member))
        .map(({ id }) => id)
        .sort(),
    },
    people: [...wishes.people],
    changes: plan.changes.map((change) => ({ ...change })),
    checksum: plan.checksum,
  };
}
