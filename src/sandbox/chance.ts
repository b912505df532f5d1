/** The increments of Mulberry32 (Tommy Ettinger, public domain) and of Fibonacci hashing. */
const WEYL = 0x6d2b79f5;
const GOLDEN = 0x9e3779b9;
const TWO_TO_32 = 2 ** 32;

/** The nth number of the series of this seed, in [0, 1): Mulberry32, whose state is a multiple of its step. */
export function drawnAt(seed: number, nth: number): number {
  let mixed = (seed + Math.imul(nth, WEYL)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
}

/** A seed for the rule at this place, so that two rules of one seed do not strike the same calls. */
export function seedAt(seed: number, place: number): number {
  return (seed ^ Math.imul(place, GOLDEN)) | 0;
}
