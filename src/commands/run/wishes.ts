import { TeamsyncError, type Warning } from '../../errors.ts';
import { planChanges } from '../../plan/plan.ts';
import { asIfDone } from '../../plan/remember.ts';
import type { Hold, Plan, RecentCounts, Remembered, RunLimits } from '../../plan/types.ts';
import type { Telling } from '../../render/diff.ts';
import type { Settings } from '../../settings/schema.ts';
import type { PlanFile } from '../../state/plan-file.ts';
import type { Actual, Extent, Person } from '../../team.ts';
import type { Origin } from './report.ts';
import type { KnownRoster } from './roster-health.ts';

/** What a run is to bring about, whichever side it came from: a roster, or a plan file made from one. */
export interface Wishes {
  people: readonly Person[];
  origin: Origin;
  settings: Settings;
  /** The file that took the place of the stored settings; `null` without one. */
  settingsFile: string | null;
  /** What of the team has to be read for them. */
  extent: Extent;
  limits: RunLimits;
  only: readonly string[];
  acceptListing: boolean;
  warnings: Warning[];
  /** Milliseconds spent on reading them. */
  readMs: number;
  /** The roster as it is compared with the last good one; `null` when the wishes come from elsewhere. */
  roster: KnownRoster | null;
  acceptRoster: boolean;
  /** The reviewed plan from which this run must not differ; `null` when the wishes come from a roster. */
  agreed: PlanFile | null;
  /** The run whose plan is carried on: what it has done already is no difference. */
  resumes: string | null;
  /** What plans in the place of a roster; absent where the people above are what is wanted. */
  own?: OwnPlan;
}

/** Wishes that no roster says. */
export interface OwnPlan {
  /** The command, as the lock and the history name it. */
  command: string;
  /** Throws when the team is not one that these wishes are for. */
  check: (actual: Actual) => void;
  /** Makes the function that plans them from any reading; called once all earlier runs are settled. */
  planner: (known: Known, now: Date) => Promise<(actual: Actual) => Plan>;
  /** What people read about the plan. */
  telling: (plan: Plan) => Telling;
  /** Whoever is left alone was asked for by name, so the run must not look as if it had done that. */
  refusesKept?: true;
}

/** Wishes that come from the words of a person or from an earlier run, and from no roster. */
export function withoutRoster(
  wishes: Pick<Wishes, 'origin' | 'settings' | 'extent' | 'limits' | 'only' | 'acceptListing' | 'warnings'>,
  own: OwnPlan,
): Wishes {
  return {
    ...wishes,
    people: [],
    settingsFile: null,
    readMs: 0,
    roster: null,
    acceptRoster: false,
    agreed: null,
    resumes: null,
    own,
  };
}

/** The command that a run is, as the lock and the history name it. */
export function commandOf({ own, agreed }: Wishes): string {
  return own?.command ?? (agreed === null ? 'reconcile' : 'apply');
}

/** True for a run that looks at everybody whom a roster names. */
export function isWhole({ own, only }: Wishes): boolean {
  return own === undefined && only.length === 0;
}

/** What of a team people of a roster are compared with: groups and roles are read only where somebody decides about them. */
export function extentFor(people: readonly Person[], { groups, roles }: Settings): Extent {
  const isMapped = Object.keys(groups.map).length > 0;
  return {
    groups: groups.enabled ? 'required' : isMapped ? 'optional' : 'none',
    roles: roles.enabled && people.some(({ role }) => role !== null),
  };
}

/** The planner of a run, wherever its wishes come from. */
export async function preparePlanner(
  wishes: Wishes,
  known: Known,
  now: Date,
): Promise<(actual: Actual) => Plan> {
  return wishes.own === undefined ? plannerFor(wishes, known, now) : wishes.own.planner(known, now);
}

/** What this machine knows of a team from earlier runs and from its admin. */
export interface Known {
  memory: Remembered;
  holds: readonly Hold[];
  recent: RecentCounts;
}

/**
 * A function that plans the same wishes from any reading of the team, all dated alike. People whom `--only` selected and
 * who are off the team by a later reading need nothing more.
 */
export function plannerFor(wishes: Wishes, known: Known, now: Date): (actual: Actual) => Plan {
  const { people, settings, limits, acceptListing } = wishes;
  const { holds, recent } = known;
  let memory = known.memory;
  const planFor = (actual: Actual, only: readonly string[]): Plan =>
    planChanges({
      ...memory,
      desired: people,
      actual,
      settings,
      now,
      holds,
      recent,
      only,
      limits,
      acceptListing,
    });
  let selected = false;
  return (actual) => {
    try {
      const plan = planFor(actual, wishes.only);
      if (!selected) memory = asIfDone(memory, plan, people);
      selected = true;
      return plan;
    } catch (error) {
      const gone = error instanceof TeamsyncError && error.code === 'only_matches_nobody';
      if (!selected || !gone) throw error;
      return { ...planFor(actual, []), changes: [], kept: [], blocked: [] };
    }
  };
}
