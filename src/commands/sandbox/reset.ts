import { resetTeamFile } from '../../sandbox/store.ts';
import { loginFileOf } from '../auth/login-file.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { sandboxFile } from '../run/rehearsal.ts';

/** Gives the rehearsal team of this state folder its first state back: counters, clock and logins included. */
export async function runSandboxReset(context: Context): Promise<Outcome> {
  const file = sandboxFile(context.folders.state);
  await resetTeamFile(file, context.outside.now());
  // The team of a login is gone with it.
  const login = loginFileOf({ ...context, options: { ...context.options, profile: 'sandbox' } });
  await login.update(() => undefined);
  return done({ file }, 'The rehearsal team is back in its first state.\n', login.warnings);
}
