import type { TeamsyncError, Warning } from '../../errors.ts';
import type { RunReport } from '../report.ts';

/** A run that has ended, as every report tells of it. */
export interface Ended {
  command: string;
  report: RunReport;
  /** When it ended. */
  at: Date;
  exitCode: number;
  error: Pick<TeamsyncError, 'code' | 'message' | 'hint'> | null;
  warnings: readonly Warning[];
}
