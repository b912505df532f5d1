import * as z from 'zod';
import { fullBucket, takeFrom, type Bucket } from './bucket.ts';
import { drawnAt, seedAt } from './chance.ts';
import { listProblems } from './seed-file.ts';

/** Which of the calls that a rule is about are struck. */
export interface FaultTiming {
  /** The first call (1 for the next one) that can be struck. */
  nth: number;
  /** How many calls are struck at most; 0 for any number. */
  times: number;
  /** How likely each of these calls is to be struck; left out, all are. */
  probability?: number;
  /** Where the draws begin: the same seed and the same calls give the same faults. */
  seed?: number;
  /** So many of these calls a second, by the team's clock, are not struck; left out, none is spared. */
  perSecond?: number;
}

/** What a rule has seen so far. */
export interface Seen {
  calls: number;
  struck: number;
  /** Of a rule with `perSecond`, from its first call on. */
  bucket?: Bucket;
}

const DEFAULT_SEED = 1;

const timingSchema = z.object({
  nth: z.number().int().min(1).default(1),
  times: z.number().int().min(0).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  perSecond: z.number().int().min(1).optional(),
});

/** The fields of a rule that say when it strikes. */
export const TIMING_FIELDS: readonly string[] = Object.keys(timingSchema.shape);

/** Reads when a rule strikes; `place` is where a problem is said to be. */
export function readTiming(value: object, place: string): FaultTiming | { problems: string[] } {
  const read = timingSchema.safeParse(value);
  if (!read.success) return { problems: listProblems(read.error, place) };
  const { nth, times, probability, seed, perSecond } = read.data;
  if (perSecond !== undefined && probability !== undefined) {
    return { problems: [`${place}.perSecond: not with "probability"`] };
  }
  if (probability !== undefined) {
    return { nth, times: times ?? 0, probability, seed: seed ?? DEFAULT_SEED };
  }
  if (seed !== undefined) return { problems: [`${place}.seed: only with "probability"`] };
  return perSecond === undefined ? { nth, times: times ?? 1 } : { nth, times: times ?? 0, perSecond };
}

/** Whether the call that was counted last is one to be struck; `place` tells rules of one seed apart. */
export function isDue(rule: FaultTiming & Seen, place: number, now: number): boolean {
  const { calls, struck, nth, times, probability, seed, perSecond } = rule;
  if (calls < nth || (times !== 0 && struck >= times)) return false;
  if (perSecond !== undefined) {
    rule.bucket ??= fullBucket(perSecond, now);
    return !takeFrom(rule.bucket, perSecond, now);
  }
  return probability === undefined || drawnAt(seedAt(seed ?? DEFAULT_SEED, place), calls) < probability;
}
