import { StalePlanError } from '../../errors.ts';
import type { Plan } from '../../plan/types.ts';
import type { PlanFile } from '../../state/plan-file.ts';
import type { Actual } from '../../team.ts';

/** Differences named in a message; the rest is counted. */
const NAMED = 10;

/** Refuses a plan file that was made for another team. */
export function checkTeam(file: PlanFile, { team }: Actual): void {
  if (file.team.id === team.id) return;
  throw new StalePlanError(
    'plan_of_another_team',
    `This plan was made for the team ${file.team.name} (${file.team.id}), and this run is connected to ${team.name} (${team.id}). Nothing was sent to Dropbox.`,
    { hint: 'Use the profile or the token of the team that the plan was made for, or make a new plan.' },
  );
}

/** Refuses to apply when the live team now leads to another plan than the one in the file, naming what changed. */
export function checkUnchanged(file: PlanFile, plan: Plan): void {
  if (file.checksum === plan.checksum) return;
  const before = new Set(file.changes.map(({ id }) => id));
  const now = new Set(plan.changes.map(({ id }) => id));
  const gone = [...before].filter((id) => !now.has(id));
  const added = [...now].filter((id) => !before.has(id));
  const parts = [
    ...(gone.length > 0 ? [`no longer needed or possible: ${list(gone)}`] : []),
    ...(added.length > 0 ? [`new: ${list(added)}`] : []),
  ];
  const what =
    parts.length > 0 ? parts.join('; ') : 'the same changes with other details or in another order';
  throw new StalePlanError(
    'plan_stale',
    `The team has changed since the plan was made (${file.createdAt}): ${what}. Nothing was sent to Dropbox.`,
    {
      hint: 'Make a new plan and review it: teamsync plan ROSTER --out FILE',
      details: { gone, added, planned: file.checksum, now: plan.checksum },
    },
  );
}

function list(ids: readonly string[]): string {
  const rest = ids.length - NAMED;
  return ids.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${String(rest)} more` : '');
}
