import { SCHEDULE_MS } from '../arguments.ts';
import { profileFlag, type Context } from '../context.ts';
import { runStatus } from '../status.ts';
import { examine, fine, odd, type Finding } from './finding.ts';

const NAME = 'schedule';

/** Whether there was a good run lately; that there was none yet is no fault of the setup. */
export function checkSchedule(context: Context, retryBudget: number): Promise<Finding> {
  return examine(NAME, async () => {
    const { error, text } = await runStatus(context, { maxAge: SCHEDULE_MS, retryBudget });
    if (error === null) return fine(NAME, text.trim());
    return odd(NAME, error.message, error.hint ?? `See more with: teamsync status${profileFlag(context)}`);
  });
}
