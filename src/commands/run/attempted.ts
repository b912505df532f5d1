import { redact } from '../../auth/secret.ts';
import { TeamsyncError } from '../../errors.ts';
import { recordAttempt } from '../../state/attempts.ts';
import type { Context, Outcome } from '../context.ts';

/** Keeps how an attempt to change a team went, also where it never came to a run: `status` tells why there was no good one. */
export async function attempted(
  context: Context,
  { command, dryRun }: { command: string; dryRun: boolean },
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  if (dryRun) return work();
  try {
    const outcome = await work();
    await record(context, command, outcome);
    return outcome;
  } catch (error) {
    if (error instanceof TeamsyncError) await record(context, command, { exitCode: error.exitCode, error });
    throw error;
  }
}

async function record(
  { folders, options, outside }: Context,
  command: string,
  { exitCode, error }: Pick<Outcome, 'exitCode' | 'error'>,
): Promise<void> {
  try {
    await recordAttempt(folders.state, {
      at: outside.now().toISOString(),
      profile: options.profile,
      command,
      exitCode,
      code: error?.code ?? null,
      message: redact(error?.message ?? ''),
    });
  } catch (failure) {
    // The attempt itself has an end that matters more than this note of it.
    if (!(failure instanceof TeamsyncError)) throw failure;
  }
}
