/** Exit codes of the program; `commands/` and `main.ts` never use a bare number. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  pending: 2,
  refused: 3,
  someFailed: 4,
  unauthorized: 5,
  forbidden: 6,
  invalid: 7,
  unavailable: 8,
  locked: 9,
  stale: 10,
  declined: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface ErrorParts {
  /** What to type or change next. */
  hint?: string | undefined;
  /** Machine-readable facts for `--json`; never a secret. */
  details?: unknown;
  cause?: unknown;
}

/** An error that a user can act on: a snake_case code, a sentence, a remedy, and the exit code it ends with. */
export class TeamsyncError extends Error {
  override readonly name: string = 'TeamsyncError';
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | null;
  readonly details: unknown;

  constructor(exitCode: ExitCode, code: string, message: string, parts: ErrorParts = {}) {
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.exitCode = exitCode;
    this.code = code;
    this.hint = parts.hint ?? null;
    this.details = parts.details ?? {};
  }
}

/** Usage, settings or roster are wrong: nothing was sent (exit 7). */
export class InvalidInputError extends TeamsyncError {
  override readonly name = 'InvalidInputError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.invalid, code, message, parts);
  }
}

/** A safety rail refused the run (exit 3). */
export class RailError extends TeamsyncError {
  override readonly name = 'RailError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.refused, code, message, parts);
  }
}

/** There is no usable credential, or it expired or was revoked (exit 5). Stops the run. */
export class UnauthorizedError extends TeamsyncError {
  override readonly name = 'UnauthorizedError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.unauthorized, code, message, parts);
  }
}

/** The credential works but may not do this: a scope or an admin role is missing (exit 6). Stops the run. */
export class ForbiddenError extends TeamsyncError {
  override readonly name = 'ForbiddenError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.forbidden, code, message, parts);
  }
}

/** Dropbox could not be reached or gave no usable answer, and the request was certainly not executed (exit 8). Stops the run. */
export class UnavailableError extends TeamsyncError {
  override readonly name = 'UnavailableError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.unavailable, code, message, parts);
  }
}

/** A request was sent and its answer was lost: nobody knows yet whether it was executed (exit 8 when it stays so). */
export class LostAnswerError extends TeamsyncError {
  override readonly name = 'LostAnswerError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.unavailable, code, message, parts);
  }
}

/** Dropbox refused one request for a reason of its own (`code` is its tag, kept as it came): it concerns that person only. */
export class RequestRefusedError extends TeamsyncError {
  override readonly name = 'RequestRefusedError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.someFailed, code, message, parts);
  }
}

/** The live team is no longer the one that was planned for, or the plan file is not the one that was written (exit 10). */
export class StalePlanError extends TeamsyncError {
  override readonly name = 'StalePlanError';
  constructor(code: string, message: string, parts?: ErrorParts) {
    super(EXIT.stale, code, message, parts);
  }
}

/** Somebody said no, or interrupted the question (exit 130). */
export class DeclinedError extends TeamsyncError {
  override readonly name = 'DeclinedError';
  constructor(message: string, parts?: ErrorParts) {
    super(EXIT.declined, 'declined', message, parts);
  }
}

/** Somebody interrupted the run (exit 130 or 143, by the name of the signal): what was not sent yet is not sent. */
export class InterruptedError extends TeamsyncError {
  override readonly name = 'InterruptedError';
  constructor(signalName: unknown, message: string, parts?: ErrorParts) {
    const terminated = signalName === 'SIGTERM' || signalName === 'SIGHUP';
    super(terminated ? EXIT.terminated : EXIT.declined, 'interrupted', message, parts);
  }
}

/** A finding that does not stop the run. */
export interface Warning {
  code: string;
  message: string;
}
