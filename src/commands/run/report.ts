import type { Results } from '../../apply/types.ts';
import type { Change, Plan } from '../../plan/types.ts';
import type { ReportedChange, RunReport, Summary } from '../../render/report.ts';
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
  const { runId, mode, actual, origin, people, plan, timings, requests, applied } = parts;
  const changes = (applied?.changes ?? plan.changes).map((change) => reported(change, applied?.results));
  const { purchased, taken, freed } = plan.seats;
  return {
    runId,
    mode,
    team: {
      id: actual.team.id,
      name: actual.team.name,
      members: actual.members.filter(({ status }) => status !== 'removed').length,
      licences: actual.team.licences,
    },
    seats: { taken, freed, purchased },
    roster: { ...origin, people: people.length, ...counted(people) },
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
    unchanged: plan.unchanged.length,
    blocked: plan.blocked.length,
    kept: plan.kept.length,
    applied: 0,
    failed: 0,
    skipped: 0,
    unknown: 0,
  };
  for (const { action, status } of changes) {
    summary[action] += 1;
    if (status !== 'planned') summary[status] += 1;
  }
  return summary;
}
