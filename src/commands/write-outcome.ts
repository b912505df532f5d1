import { redact } from '../auth/secret.ts';
import { EXIT, type ExitCode, type TeamsyncError } from '../errors.ts';
import { partsOf } from '../parts.ts';
import { cleanLines } from '../render/clean.ts';
import { renderEnvelope, renderEnvelopeLine } from '../render/json.ts';
import { shownTo } from '../render/local-time.ts';
import { renderError, renderWarning } from '../render/messages.ts';
import { paintFor, type TypedOptions } from './context-of.ts';
import type { Outcome, Surroundings } from './context.ts';

/** How an outcome is written: of the options those that matter, and whether other outcomes follow on the same stream. */
export interface Writing extends Pick<TypedOptions, 'json' | 'quiet' | 'verbose' | 'color'> {
  oneOfMany?: true;
}

/** Writes what a command ended with: results to standard output, warnings and errors to standard error. */
export function writeOutcome(
  outside: Surroundings,
  command: string,
  { json, quiet, verbose, color, oneOfMany }: Writing,
  outcome: Outcome,
): ExitCode {
  const { exitCode, data, warnings, error, text, reveals, verbatim } = outcome;
  const { stdout, stderr, env } = outside;
  const paint = paintFor(stderr, env, color);
  const forPeople = (said: string): string => redact(shownTo(outside, said));
  const toRead = verbatim === true ? redact : forPeople;
  const [document, result] = reveals === true ? [asItIs, asItIs] : [redact, toRead];
  for (const warning of warnings) stderr.write(forPeople(renderWarning(warning, paint)));
  if (json === true) {
    const render = oneOfMany === true ? renderEnvelopeLine : renderEnvelope;
    const pieces = render({ command, exitCode, data, warnings, error });
    for (const part of partsOf(pieces)) stdout.write(document(part));
  } else if (quiet !== true) stdout.write(result(text));
  if (error !== null) {
    stderr.write(forPeople(renderError(error, paint)));
    if (verbose === true && exitCode === EXIT.unexpected)
      stderr.write(redact(`${cleanLines(stackOf(error))}\n`));
  }
  return exitCode;
}

/** A secret that was asked for is written to the letter. */
function asItIs(text: string): string {
  return text;
}

function stackOf({ cause, stack }: TeamsyncError): string {
  return (cause instanceof Error ? cause.stack : stack) ?? '';
}
