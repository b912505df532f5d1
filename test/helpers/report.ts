import { runReport, type ReportParts } from '../../src/commands/run/report.ts';
import type { Plan } from '../../src/plan/types.ts';
import type { RunReport } from '../../src/render/report.ts';
import { planWith } from './changes.ts';
import { inSync, person } from './team-builder.ts';

/** What a report is made of, for a plan; a roster of three and a team of three, made up. */
function reportParts(plan: Plan, fields: Partial<ReportParts> = {}): ReportParts {
  return {
    runId: '20260302T100000Z-000000',
    mode: 'dry-run',
    actual: inSync(2).licences(10).actual(),
    origin: { source: 'roster.csv', format: 'csv', sha256: 'a'.repeat(64) },
    people: [
      person({ email: 'a@example.com' }),
      person({ email: 'b@example.com', wanted: 'suspended' }),
      person({ email: 'c@example.com', wanted: 'unassigned' }),
    ],
    plan,
    overrides: [],
    timings: { roster: 1, team: 2, plan: 3, apply: 0, verify: 0, total: 6 },
    requests: { total: 3, retries: 0 },
    ...fields,
  };
}

/** The report of a run that applies a plan or only shows it. */
export function reportOf(plan: Plan = planWith([]), fields: Partial<ReportParts> = {}): RunReport {
  return runReport(reportParts(plan, fields));
}

/** What is written in pieces, as one text. */
export function textOf(pieces: Iterable<string>): string {
  return [...pieces].join('');
}
