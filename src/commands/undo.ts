import { StalePlanError, type Warning } from '../errors.ts';
import type { Plan } from '../plan/types.ts';
import { planUndo, selectDone } from '../plan/undo.ts';
import type { DoneChange } from '../plan/undo-verdicts.ts';
import { tellingOfUndo } from '../render/undo.ts';
import { loadSettings } from '../settings/load.ts';
import type { PlanFile } from '../state/plan-file.ts';
import { readRun, type StoredRun } from '../state/runs.ts';
import type { Actual, Extent } from '../team.ts';
import type { Context, Outcome } from './context.ts';
import { attempted } from './run/attempted.ts';
import { conduct } from './run/conduct.ts';
import { connect } from './run/connect.ts';
import { checkOut, checkPace, runLimits, type LimitOptions, type RunOptions } from './run/options.ts';
import { withoutRoster, type Known, type OwnPlan, type Wishes } from './run/wishes.ts';
import { keptPlan, readDone } from './undo/read-done.ts';

export interface UndoInput extends LimitOptions, RunOptions {
  /** The run to take back: its id, or the beginning of it. */
  run: string;
  /** E-mails or patterns; empty means everybody whom it changed. */
  only: string[];
}

/** Plans the inverse of a run and, after a yes, applies it: under the same rails, with a journal of its own. */
export async function runUndo(context: Context, input: UndoInput): Promise<Outcome> {
  checkOut(input);
  checkPace(input);
  return attempted(context, { command: 'undo', dryRun: input.dryRun }, async () => {
    const run = await readRun(context.folders.state, input.run);
    const connection = await connect(context, input.retryBudget, input.concurrency);
    try {
      return await conduct(context, await undoWishes(context, run, input), input, connection);
    } finally {
      await connection.close();
    }
  });
}

async function undoWishes(context: Context, run: StoredRun, input: UndoInput): Promise<Wishes> {
  const { folders, options } = context;
  const { settings, warnings } = await loadSettings({
    configFolder: folders.config,
    profile: options.profile,
  });
  const plan = await keptPlan(run);
  const found: Warning[] = [...warnings];
  const wishes = {
    origin: {
      source: `run ${run.runId}`,
      format: plan?.roster.format ?? 'json',
      sha256: plan?.roster.sha256 ?? '',
    },
    settings,
    extent: extentOf(run, plan),
    limits: runLimits(input),
    only: input.only,
    acceptListing: input.acceptListing,
    warnings: found,
  };
  const teamName = plan?.team.name ?? null;
  return withoutRoster(wishes, ownPlan(context, run, input, { settings, found, teamName }));
}

/** What an undo knows before anything was read of the team; `found` gathers what is to be warned of. */
interface Basis {
  settings: Wishes['settings'];
  found: Warning[];
  teamName: string | null;
}

/** What the run changed has to be read. */
function extentOf({ result }: StoredRun, plan: PlanFile | null): Extent {
  const changes: readonly object[] = result?.changes ?? plan?.changes ?? [];
  const actions = new Set(changes.map((change) => ('action' in change ? change.action : null)));
  const hasGroups = actions.has('group_add') || actions.has('group_remove');
  return { groups: hasGroups ? 'required' : 'none', roles: actions.has('set_role') };
}

function ownPlan(context: Context, run: StoredRun, input: UndoInput, basis: Basis): OwnPlan {
  return {
    command: 'undo',
    check: (actual) => {
      checkTeam(run, basis.teamName, actual);
    },
    planner: async (known, now) => {
      // A run that was cut off has its result only since it was settled.
      const settled = await readRun(context.folders.state, run.runId);
      const { changes, warnings } = await readDone(settled, await keptPlan(settled));
      basis.found.push(...warnings);
      return plannerOf(changes, input, { ...basis, known, now });
    },
    telling: (plan) => tellingOfUndo(run, plan.warnings),
  };
}

/** Whoever is selected and brought back by the first plan stays so in every later one. */
function plannerOf(
  changes: readonly DoneChange[],
  input: UndoInput,
  { settings, known, now }: Basis & { known: Known; now: Date },
): (actual: Actual) => Plan {
  let chosen: DoneChange[] | null = null;
  let returning: ReadonlySet<string> | null = null;
  return (actual) => {
    chosen ??= selectDone(changes, actual, input.only);
    const { holds, recent } = known;
    const plan = planUndo({
      changes: chosen,
      actual,
      settings,
      now,
      holds,
      recent,
      limits: runLimits(input),
      acceptListing: input.acceptListing,
      returning: returning ?? new Set(),
    });
    const back = plan.changes.filter(({ action }) => action === 'recover');
    returning ??= new Set(back.flatMap(({ memberId }) => memberId ?? []));
    return plan;
  };
}

function checkTeam({ runId, teamId }: StoredRun, teamName: string | null, { team }: Actual): void {
  if (teamId === team.id) return;
  const other = teamName === null ? teamId : `${teamName} (${teamId})`;
  throw new StalePlanError(
    'run_of_another_team',
    `The run ${runId} changed the team ${other}, and this undo is connected to ${team.name} (${team.id}). Nothing was sent to Dropbox.`,
    { hint: 'Use the profile or the token of the team that the run changed.' },
  );
}
