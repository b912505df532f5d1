/** Calls that are let through at a steady rate, with room for those of one second at once. */
export interface Bucket {
  /** Calls that would be let through now, in parts. */
  tokens: number;
  /** When that was, in milliseconds. */
  at: number;
}

const SECOND_MS = 1000;

/** A bucket from which nobody has taken anything yet. */
export function fullBucket(perSecond: number, now: number): Bucket {
  return { tokens: perSecond, at: now };
}

/** Takes one call out of a bucket that fills with so many a second; false when there was none in it. */
export function takeFrom(bucket: Bucket, perSecond: number, now: number): boolean {
  // A clock that was set back gives nothing, and takes nothing away.
  const gained = (Math.max(0, now - bucket.at) * perSecond) / SECOND_MS;
  bucket.tokens = Math.min(perSecond, bucket.tokens + gained);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}
