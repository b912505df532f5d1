/** Something that was measured, or that it must keep to. */
export interface Quantity {
  value: number;
  unit: 'ms' | 'bytes';
}

/** What a ratio must keep to; `null` for a figure that only explains the others. */
export type Limit = { most: number } | { least: number } | null;

/** One line of the table. */
export interface Figure {
  what: string;
  figure: Quantity;
  against: string;
  yardstick: Quantity;
  /** Figure by yardstick; the other way round where it says how many times faster something is. */
  ratio: number;
  limit: Limit;
  ok: boolean;
}

/** Compares a figure with a yardstick: it may be at most so many times as much. */
export function atMost(
  what: string,
  figure: Quantity,
  against: string,
  yardstick: Quantity,
  most: number,
): Figure {
  const ratio = figure.value / yardstick.value;
  return { what, figure, against, yardstick, ratio, limit: { most }, ok: ratio <= most };
}

/** Compares a figure with something slower: it has to be at least so many times as fast. */
export function timesFaster(
  what: string,
  figure: Quantity,
  against: string,
  yardstick: Quantity,
  least: number,
): Figure {
  const ratio = yardstick.value / figure.value;
  return { what, figure, against, yardstick, ratio, limit: { least }, ok: ratio >= least };
}

/** A figure without a promise, there to explain others. */
export function forComparison(what: string, figure: Quantity, against: string, yardstick: Quantity): Figure {
  return { what, figure, against, yardstick, ratio: figure.value / yardstick.value, limit: null, ok: true };
}

/** Milliseconds. */
export function ms(value: number): Quantity {
  return { value, unit: 'ms' };
}

/** Bytes. */
export function bytes(value: number): Quantity {
  return { value, unit: 'bytes' };
}

/** A million bytes, as figures of memory are told. */
export const MEGABYTE = 1_000_000;
