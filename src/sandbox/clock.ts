/** One day, in milliseconds. */
export const DAY_MS = 86_400_000;

/** Dropbox keeps a removed account for 7 days (`team/members/recover`). */
export const RECOVERY_WINDOW_MS = 7 * DAY_MS;

/** Dropbox keeps the files of a former member as long as old versions of files: 180 days with most teams. */
export const TRANSFER_WINDOW_MS = 180 * DAY_MS;

/** Writes a moment as Dropbox does: UTC, whole seconds. */
export function wireTime(moment: Date): string {
  return moment.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
