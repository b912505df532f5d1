import { redact } from '../../auth/secret.ts';
import { EXIT, TeamsyncError } from '../../errors.ts';
import { recordAttempt } from '../../state/attempts.ts';
import type { Context, Outcome } from '../context.ts';
import { notify, type Subject } from '../notify/notify.ts';
import { readWebhook } from '../notify/webhook.ts';

/**
 * Keeps how an attempt to change a team went, also where it never came to a run: `status` tells why there was no good one,
 * and whoever wants to be notified hears of it.
 */
export async function attempted(
  context: Context,
  { dryRun, ...subject }: Subject & { dryRun: boolean },
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  if (dryRun) return work();
  const { outcome, thrown } = await endOf(() => {
    // A run of which nobody could be told does not begin.
    readWebhook(context.outside.env);
    return work();
  });
  await record(context, subject.command, outcome);
  const warnings = await notify(context, subject, outcome);
  if (thrown !== null && warnings.length === 0) throw thrown;
  return { ...outcome, warnings: [...outcome.warnings, ...warnings] };
}

/** How some work ended, with what it threw. */
export async function endOf(
  work: () => Promise<Outcome>,
): Promise<{ outcome: Outcome; thrown: Error | null }> {
  try {
    return { outcome: await work(), thrown: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const known = error instanceof TeamsyncError ? error : unexpected(error);
    const outcome = { exitCode: known.exitCode, data: {}, warnings: [], error: known, text: '' };
    return { outcome, thrown: error };
  }
}

function unexpected(cause: Error): TeamsyncError {
  const message = `Something that should not happen did: ${cause.name}: ${cause.message}`;
  return new TeamsyncError(EXIT.unexpected, 'unexpected', message, {
    hint: 'Run it again with --verbose, and report what it prints together with what you did.',
    cause,
  });
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
