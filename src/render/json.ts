import type { TeamsyncError, Warning } from '../errors.ts';

const SCHEMA_VERSION = 1;

export interface Envelope {
  command: string;
  exitCode: number;
  data: object;
  warnings: readonly Warning[];
  error: TeamsyncError | null;
}

/** The one JSON document that `--json` writes, whatever happened. */
export function renderEnvelope({ command, exitCode, data, warnings, error }: Envelope): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    command,
    ok: error === null,
    exitCode,
    data,
    warnings,
    error:
      error === null
        ? null
        : { code: error.code, message: error.message, hint: error.hint, details: error.details },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
