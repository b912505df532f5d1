/** The middle of some measurements, or the mean of the two in the middle. Throws where there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('no measurements to take a median of');
  return (lower + upper) / 2;
}

/** Milliseconds that so many calls take when so many are in flight at most and each takes so long. */
export function waves(calls: number, ceiling: number, latencyMs: number): number {
  return Math.ceil(calls / ceiling) * latencyMs;
}

/** Milliseconds in which a limit of so many writes a second, which lets so many through at once, allows so many writes. */
export function allowance(writes: number, perSecond: number, burst: number): number {
  return (Math.max(0, writes - burst) / perSecond) * 1000;
}
