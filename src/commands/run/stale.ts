import { StalePlanError } from '../../errors.ts';
import type { Change } from '../../plan/change.ts';
import type { Plan } from '../../plan/types.ts';
import type { PlanFile } from '../../state/plan-file.ts';
import { listRuns } from '../../state/list-runs.ts';
import type { Actual } from '../../team.ts';
import type { Context } from '../context.ts';
import type { Wishes } from './wishes.ts';

/** No run began with a plan before it was made, whatever the clocks of two machines say. */
const DAY_MS = 86_400_000;

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

/**
 * Refuses to apply when the live team now leads to another plan than the one that was agreed to, naming what changed. A
 * run that is carried on may find less to do than its plan had, and nothing else.
 */
export async function checkAgreement(
  { folders }: Context,
  { agreed, resumes }: Pick<Wishes, 'agreed' | 'resumes'>,
  plan: Plan,
): Promise<void> {
  if (agreed === null || agreed.checksum === plan.checksum) return;
  const before = new Set(agreed.changes.map(({ id }) => id));
  const now = new Set(plan.changes.map(({ id }) => id));
  const gone = [...before].filter((id) => !now.has(id));
  const added = plan.changes.filter((change) => !isForeseen(change, before)).map(({ id }) => id);
  if (resumes !== null && added.length === 0) return;
  const parts = [
    ...(gone.length > 0 ? [`no longer needed or possible: ${list(gone)}`] : []),
    ...(added.length > 0 ? [`new: ${list(added)}`] : []),
  ];
  const what =
    parts.length > 0 ? parts.join('; ') : 'the same changes with other details or in another order';
  const stopped = resumes === null ? await stoppedRun(folders.state, agreed) : null;
  throw new StalePlanError(
    'plan_stale',
    `The team has changed since the plan was made (${agreed.createdAt}): ${what}. Nothing was sent to Dropbox.`,
    {
      hint:
        stopped === null
          ? 'Make a new plan and review it: teamsync plan ROSTER --out FILE'
          : `The run ${stopped} began with this plan. To do what is left of it: teamsync apply --resume ${stopped}`,
      details: { gone, added, planned: agreed.checksum, now: plan.checksum, run: stopped },
    },
  );
}

/** What somebody may need who was brought back, in a state that only Dropbox knew before. */
const FOLLOW: ReadonlySet<Change['action']> = new Set([
  'unsuspend',
  'update',
  'group_add',
  'group_remove',
  'set_role',
]);

/** Somebody who was brought back may turn out to be suspended, spelled differently or in other groups. */
function isForeseen({ id, action, email }: Change, agreed: ReadonlySet<string>): boolean {
  return agreed.has(id) || (FOLLOW.has(action) && agreed.has(`recover:${email}`));
}

/** The latest run that began with this plan and did not bring it to its end. */
async function stoppedRun(
  stateFolder: string,
  { team, checksum, createdAt }: PlanFile,
): Promise<string | null> {
  const earliest = Date.parse(createdAt) - DAY_MS;
  const { runs } = await listRuns(stateFolder, {
    teamId: team.id,
    until: ({ at }) => Date.parse(at) < earliest,
  });
  const { readPlanFile } = await import('../../state/plan-file.ts');
  for (const { runId, exitCode, planFile } of runs) {
    if (exitCode === 0) continue;
    const plan = await readPlanFile(planFile).catch(() => null);
    if (plan?.checksum === checksum) return runId;
  }
  return null;
}

function list(ids: readonly string[]): string {
  const rest = ids.length - NAMED;
  return ids.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${String(rest)} more` : '');
}
