/** The time zone that a process says it is in, or UTC where it names none that anybody knows. */
export function usableZone(named: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: named ?? 'UTC' }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}
