import { renderSandbox } from '../../render/sandbox.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { openSandbox, sandboxFile } from '../run/rehearsal.ts';

/** Shows the rehearsal team of this state folder and what was done to it so far. */
export async function runSandboxShow(context: Context): Promise<Outcome> {
  const sandbox = await openSandbox({
    team: { file: sandboxFile(context.folders.state) },
    now: context.outside.now,
  });
  try {
    const snapshot = sandbox.snapshot();
    return done(snapshot, renderSandbox(snapshot, context.paint));
  } finally {
    await sandbox.close();
  }
}
