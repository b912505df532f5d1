import type { Results } from '../../apply/types.ts';
import type { Action, Change } from '../../plan/change.ts';
import type { Plan, Seats } from '../../plan/types.ts';
import type { Override, ReportedChange, RunReport, Summary } from '../../render/report.ts';
import type { Actual, Person } from '../../team.ts';

/** Where the people of a run came from. */
export type Origin = Pick<RunReport['roster'], 'source' | 'format' | 'sha256'>;

export interface ReportParts {
  runId: string;
  mode: RunReport['mode'];
  actual: Actual;
  origin: Origin;
  people: readonly Person[];
  plan: Plan;
  overrides: Override[];
  timings: RunReport['timings'];
  requests: RunReport['requests'];
  /** Absent until something was applied. */
  applied?: {
    changes: readonly Change[];
    results: Results;
    verified: boolean;
    differences: string[];
  };
}

/** Puts together the one result from which text and JSON are made. */
export function runReport(parts: ReportParts): RunReport {
  const { runId, mode, actual, origin, people, plan, overrides, timings, requests, applied } = parts;
  const changes = (applied?.changes ?? plan.changes).map((change) => reported(change, applied?.results));
  return {
    runId,
    mode,
    team: {
      id: actual.team.id,
      name: actual.team.name,
      members: actual.members.filter(({ status }) => status !== 'removed').length,
      licences: actual.team.licences,
    },
    seats: seatsOf(plan.seats),
    roster: { ...origin, people: people.length, ...counted(people) },
    overrides,
    changes,
    blocked: plan.blocked,
    kept: plan.kept,
    disabled: plan.disabled,
    summary: summaryOf(changes, plan),
    timings,
    requests,
    verified: applied?.verified ?? null,
    differences: applied?.differences ?? [],
    checksum: plan.checksum,
  };
}

function seatsOf({ before, taken, freed, purchased }: Seats): RunReport['seats'] {
  const licensed = before.licensed + purchased;
  const used = before.used - freed + taken;
  const after = { licensed, used, free: Math.max(0, licensed - used) };
  return { taken, freed, purchased, before, after };
}

function reported(change: Change, results: Results | undefined): ReportedChange {
  if (results === undefined) return { ...change, status: 'planned', error: null };
  const result = results.get(change.id);
  return { ...change, status: result?.status ?? 'skipped', error: result?.error ?? null };
}

function counted(people: readonly Person[]): { assigned: number; suspended: number; unassigned: number } {
  const counts = { active: 0, suspended: 0, unassigned: 0 };
  for (const { wanted } of people) counts[wanted] += 1;
  return { assigned: counts.active, suspended: counts.suspended, unassigned: counts.unassigned };
}

/** What the summary calls each action. */
export const SUMMARY_KEYS = {
  provision: 'provision',
  recover: 'recover',
  unsuspend: 'unsuspend',
  update: 'update',
  group_add: 'groupAdd',
  group_remove: 'groupRemove',
  set_role: 'setRole',
  suspend: 'suspend',
  deprovision: 'deprovision',
  invite: 'invite',
  transfer: 'transfer',
} as const satisfies Record<Action, keyof Summary>;

function summaryOf(changes: readonly ReportedChange[], plan: Plan): Summary {
  const summary: Summary = {
    provision: 0,
    recover: 0,
    unsuspend: 0,
    update: 0,
    suspend: 0,
    deprovision: 0,
    groupAdd: 0,
    groupRemove: 0,
    setRole: 0,
    invite: 0,
    transfer: 0,
    unchanged: plan.unchanged.length,
    blocked: plan.blocked.length,
    kept: plan.kept.length,
    applied: 0,
    failed: 0,
    skipped: 0,
    unknown: 0,
  };
  for (const { action, status } of changes) {
    summary[SUMMARY_KEYS[action]] += 1;
    if (status !== 'planned') summary[status] += 1;
  }
  return summary;
}
