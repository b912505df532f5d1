/** A watch that tells the milliseconds since it was last asked, or since it was made; whole numbers. */
export function stopwatch(monotonic: () => number): () => number {
  let last = monotonic();
  return () => {
    const now = monotonic();
    const elapsed = now - last;
    last = now;
    return Math.round(elapsed);
  };
}
