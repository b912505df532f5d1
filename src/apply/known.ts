import { EXIT, TeamsyncError } from '../errors.ts';

/** Any error as one that a report can end with: a mistake of our own must not lose what was done before it. */
export function asKnown(error: unknown): TeamsyncError {
  if (error instanceof TeamsyncError) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new TeamsyncError(EXIT.unexpected, 'unexpected', `Something that should not happen did: ${text}`, {
    hint: 'Report this together with what you did; the next run reads the team and does what is left.',
    cause: error,
  });
}
