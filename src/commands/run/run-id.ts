const RUN_ID_DIGITS = 6;

/** A name for a run that sorts by time and is safe in file names: `20261125T152508Z-3f9a1c`. */
export function newRunId(now: Date, random: () => number): string {
  const time = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const digits = Array.from({ length: RUN_ID_DIGITS }, () => Math.floor(random() * 16).toString(16));
  return `${time}Z-${digits.join('')}`;
}
