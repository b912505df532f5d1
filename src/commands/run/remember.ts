import type { Plan } from '../../plan/types.ts';
import type { RunReport } from '../../render/report.ts';
import { readMemory, writeMemory } from '../../state/memory.ts';

/**
 * Adds to the memory of a team whom the roster named and whom a deprovision suspended. A run that looked at a few
 * people only (`whole` is false) names nobody. Whoever was not among the `suspended` when the team was read has come back
 * by other hands, and what a deprovision once did says nothing about a suspension that follows.
 */
export async function remember(
  stateFolder: string,
  report: RunReport,
  plans: readonly Plan[],
  seen: { whole: boolean; suspended: ReadonlySet<string> },
): Promise<void> {
  const memory = await readMemory(stateFolder, report.team.id);
  const managed = new Set(memory.managed);
  const suspendedByDeprovision = new Set(
    [...memory.suspendedByDeprovision].filter((id) => seen.suspended.has(id)),
  );
  if (seen.whole) for (const { named } of plans) for (const id of named) managed.add(id);
  for (const { action, status, memberId, options } of report.changes) {
    if (memberId === null || status !== 'applied') continue;
    if (action === 'deprovision' && 'method' in options && options.method === 'suspend') {
      suspendedByDeprovision.add(memberId);
    } else if (action === 'unsuspend' || action === 'deprovision') {
      suspendedByDeprovision.delete(memberId);
    }
  }
  const same =
    managed.size === memory.managed.size &&
    sameMembers(suspendedByDeprovision, memory.suspendedByDeprovision);
  if (!same) await writeMemory(stateFolder, report.team.id, { managed, suspendedByDeprovision });
}

function sameMembers(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
