/** Lets so many writes a second through. */
export interface Bucket {
  /** Takes one write at this moment, in milliseconds; false when there is none left. */
  take: (now: number) => boolean;
}

/** A bucket that holds the writes of one second, is full at first, and fills up steadily. */
export function createBucket(perSecond: number): Bucket {
  let tokens = perSecond;
  let since: number | null = null;
  return {
    take(now) {
      tokens = Math.min(perSecond, tokens + ((now - (since ?? now)) / 1000) * perSecond);
      since = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
