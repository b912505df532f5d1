/** How many writes may be under way: it grows with what is answered and halves with what is throttled. */
export interface Window {
  /** Grows by parts of a write, so that a whole window of answers makes room for one more. */
  readonly size: number;
  readonly ceiling: number;
  /** When it was halved last, on a clock that never jumps; `null` for never. */
  readonly halvedAt: number | null;
}

/** Dropbox publishes no number; so many have been seen to do no harm, and more has to be earned. */
const FIRST_SIZE = 4;

/** The window that a run starts with, never to be wider than this. */
export function openWindow(ceiling: number): Window {
  return { size: Math.min(ceiling, FIRST_SIZE), ceiling, halvedAt: null };
}

/** The window after a write was answered: one wider after a whole window of answers. */
export function widened(window: Window): Window {
  return { ...window, size: Math.min(window.ceiling, window.size + 1 / window.size) };
}

/**
 * The window after a request that began then was throttled: half as wide. What was under way when it was halved already
 * tells nothing new.
 */
export function halved(window: Window, began: number, now: number): Window {
  if (window.halvedAt !== null && began < window.halvedAt) return window;
  return { ...window, size: Math.max(1, window.size / 2), halvedAt: now };
}

/** How many writes that is. */
export function roomIn({ size }: Window): number {
  return Math.floor(size);
}
