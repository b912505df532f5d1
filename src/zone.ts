/** What the clock of a machine in UTC calls its zone. */
const UTC_CLOCK = '(Coordinated Universal Time)';

/** The time zone of this machine. */
export function systemZone(): string {
  // The first use of Intl takes 15 ms, and servers are in UTC.
  if (new Date().toString().endsWith(UTC_CLOCK)) return 'UTC';
  return usableZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The time zone that a process says it is in, or UTC where it names none that anybody knows. */
export function usableZone(named: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: named ?? 'UTC' }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}
