import type { Plan } from '../../plan/types.ts';
import type { RunReport } from '../../render/report.ts';
import type { Actual } from '../../team.ts';
import type { Context } from '../context.ts';
import type { Connection } from './connect.ts';
import type { RunOptions } from './options.ts';
import type { Progress } from './progress.ts';
import type { Ready } from './ready.ts';
import type { ReportParts } from './report.ts';
import type { RosterHealth } from './roster-health.ts';
import type { Wishes } from './wishes.ts';

/** A run once the team is read and the plan made. */
export interface Run {
  id: string;
  started: Date;
  context: Context;
  wishes: Wishes;
  options: RunOptions;
  connection: Connection;
  progress: Progress;
  ready: Ready;
  plan: Plan;
  replan: (actual: Actual) => Plan;
  health: RosterHealth;
  report: (applied?: ReportParts['applied']) => RunReport;
  timings: RunReport['timings'];
}
