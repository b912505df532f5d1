import type { Application } from '../../apply/apply.ts';
import { TeamsyncError } from '../../errors.ts';
import { profileFlag } from '../context.ts';
import { stepSizes, type RunOptions } from './options.ts';
import type { Run } from './run.ts';

/** The steps in which so many changes are applied, and how much of one may go wrong. */
export function paceOf(
  { canary, maxFailures = 0 }: Pick<RunOptions, 'canary' | 'maxFailures'>,
  total: number,
): Pick<Application, 'steps' | 'maxFailures'> {
  return { steps: canary === undefined ? null : stepSizes(canary, total), maxFailures };
}

/** The error that stopped a run, which after a step of a canary says how to go on with the plan that the run has kept. */
export function withRemedy(
  { id, context, wishes }: Pick<Run, 'id' | 'context' | 'wishes'>,
  error: TeamsyncError | null,
): TeamsyncError | null {
  if (error?.code !== 'canary_stopped' || wishes.own !== undefined) return error;
  const { exitCode, code, message, details, cause } = error;
  const resume = `teamsync apply --resume ${id}${profileFlag(context)}`;
  const hint = `To do what is left of this plan once that is put right: ${resume}`;
  return new TeamsyncError(exitCode, code, message, { hint, details, cause });
}
