import { resetTeamFile } from '../../sandbox/store.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { sandboxFile } from '../run/rehearsal.ts';

/** Gives the rehearsal team of this state folder its first state back, counters and clock included. */
export async function runSandboxReset(context: Context): Promise<Outcome> {
  const file = sandboxFile(context.folders.state);
  await resetTeamFile(file, context.outside.now());
  return done({ file }, 'The rehearsal team is back in its first state.\n');
}
