import { resolve } from 'node:path';
import { isLiving } from '../../plan/index-members.ts';
import type { Plan } from '../../plan/types.ts';
import type { TeamMemory } from '../../state/memory.ts';
import { writePlanFile } from '../../state/plan-file.ts';
import type { Actual } from '../../team.ts';
import { profileFlag, type Context } from '../context.ts';
import type { Wishes } from './wishes.ts';

/** Writes the plan file: the people and settings from which `apply` plans again, and the plan that must come out. */
export async function keepPlan(
  context: Context,
  path: string,
  { wishes, memory, actual, plan }: { wishes: Wishes; memory: TeamMemory; actual: Actual; plan: Plan },
): Promise<void> {
  const named = new Set(plan.named);
  const matters = ({ id }: { id: string }): boolean => !named.has(id) && memory.managed.has(id);
  const { source, format, sha256 } = wishes.origin;
  await writePlanFile(resolve(context.folders.work, path), {
    kind: 'teamsync-plan',
    version: 1,
    createdAt: context.outside.now().toISOString(),
    team: { id: actual.team.id, name: actual.team.name },
    roster: { source, format, sha256 },
    settings: wishes.settings,
    limits: wishes.limits,
    only: [...wishes.only],
    acceptListing: wishes.acceptListing,
    memory: {
      managed: actual.members
        .filter((member) => isLiving(member) && matters(member))
        .map(({ id }) => id)
        .sort(),
      suspendedByDeprovision: [...memory.suspendedByDeprovision].sort(),
    },
    people: [...wishes.people],
    changes: plan.changes.map((change) => ({ ...change })),
    checksum: plan.checksum,
  });
  context.note(
    `Plan written to ${path}. Apply exactly this with: teamsync apply ${path}${profileFlag(context)}`,
  );
}
