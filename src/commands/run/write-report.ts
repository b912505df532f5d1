import { resolve } from 'node:path';
import { redact } from '../../auth/secret.ts';
import { EXIT, TeamsyncError } from '../../errors.ts';
import type { RunReport } from '../../render/report.ts';
import type { Ended } from '../../render/reports/ended.ts';
import { reportFormat } from '../../render/reports/format.ts';
import { writePrivateFile } from '../../state/files.ts';
import type { Outcome } from '../context.ts';
import { gravest } from './exit.ts';
import type { Run } from './run.ts';
import { commandOf } from './wishes.ts';

/**
 * Writes the report that was asked for, whatever a run ended with. One that cannot be written is one more error of the
 * run; whichever of two errors is the lesser one becomes a warning, so that neither is lost.
 */
export async function reported(
  run: Pick<Run, 'context' | 'options' | 'wishes'>,
  report: RunReport,
  outcome: Outcome,
): Promise<Outcome> {
  const { report: path } = run.options;
  if (path === undefined) return outcome;
  try {
    await writeReport(run, path, report, outcome);
    run.context.note(`Report written to ${path}.`);
    return outcome;
  } catch (cause) {
    if (!(cause instanceof TeamsyncError)) throw cause;
    return withError(outcome, unwritten(cause, outcome.exitCode));
  }
}

async function writeReport(
  { context, wishes }: Pick<Run, 'context' | 'wishes'>,
  path: string,
  report: RunReport,
  { exitCode, error, warnings }: Outcome,
): Promise<void> {
  const { outside, folders } = context;
  const format = reportFormat(path);
  const told = {
    report,
    error: error === null ? null : { code: error.code, message: error.message, hint: error.hint },
    warnings,
  };
  const { renderReport } = await import('../../render/reports/render.ts');
  const ended = { ...withoutSecrets(told), command: commandOf(wishes), at: outside.now(), exitCode };
  await writePrivateFile(resolve(folders.work, path), redact(renderReport(format, ended)));
}

/** An escaped secret is no longer found in a text, so they are taken out before anything is escaped. */
function withoutSecrets<Told extends Pick<Ended, 'report' | 'error' | 'warnings'>>(told: Told): Told {
  return JSON.parse(redact(JSON.stringify(told))) as Told;
}

function unwritten(cause: TeamsyncError, exitCode: number): TeamsyncError {
  return new TeamsyncError(
    EXIT.unexpected,
    cause.code,
    `The report of this run is missing. ${cause.message} The run itself ended with ${String(exitCode)}.`,
    { hint: cause.hint ?? undefined, details: cause.details, cause },
  );
}

function withError(outcome: Outcome, another: TeamsyncError): Outcome {
  const error = gravest([outcome.error, another]) ?? another;
  const lesser = [outcome.error, another].filter((each) => each !== null && each !== error);
  const warnings = lesser.flatMap((each) =>
    each === null ? [] : [{ code: each.code, message: each.message }],
  );
  return { ...outcome, exitCode: error.exitCode, error, warnings: [...outcome.warnings, ...warnings] };
}
