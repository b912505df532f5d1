/** A roster that keeps its size and date for so long is taken to be complete: exports are written in pieces. */
export const SETTLE_MS = 2_000;
/** How often the roster is looked at. */
export const LOOK_MS = 1_000;
/** A run that is due waits for so long for a roster that is missing or still growing; then it runs, and tells. */
export const PATIENCE_MS = 300_000;
/** After failures the interval is doubled up to eight times its length: what is broken for hours is mended by people. */
const MOST_DOUBLINGS = 3;
/** A failing watcher still tries several times a day. */
const LONGEST_BACKOFF_MS = 21_600_000;
/** Watchers that were started together, as after a power cut, drift apart by up to this share of each wait. */
const JITTER = 0.1;

/** Why there is a run. */
export type Reason = 'start' | 'changed' | 'interval' | 'retry';

/** What tells two states of the roster file apart; `null` while there is none that can be read. */
export type Look = string | null;

/** What is known between two runs; times are of a clock that never jumps. */
export interface Schedule {
  every: number;
  due: { at: number; reason: Exclude<Reason, 'changed'> };
  seen: Look;
  /** Since when the roster looks like that; `null` until it was looked at. */
  since: number | null;
  /** What the last run read at rest; `null` when it had no such roster. */
  ran: Look;
  /** In a row. */
  failures: number;
}

/** What to do now. */
export type Step =
  | { kind: 'wait'; ms: number }
  /** `look` is the roster to run with; `null` when it never came to rest. */
  | { kind: 'run'; reason: Reason; look: Look };

/** How a run ended, as far as the next one depends on it. */
export type Ending = 'well' | 'failed' | 'busy';

/** The schedule of a watcher that has just been started: a run is due. */
export function startSchedule(every: number, now: number): Schedule {
  return { every, due: { at: now, reason: 'start' }, seen: null, since: null, ran: null, failures: 0 };
}

/** The schedule after a look at the roster file. */
export function looked(schedule: Schedule, look: Look, now: number): Schedule {
  const same = schedule.since !== null && schedule.seen === look;
  return same ? schedule : { ...schedule, seen: look, since: now };
}

/** Whether to run now, and why, or how long to wait before the next look. */
export function decide({ due, seen, since, ran }: Schedule, now: number): Step {
  const settled = seen !== null && since !== null && now - since >= SETTLE_MS;
  const isDue = now >= due.at;
  if (settled && seen !== ran) {
    return { kind: 'run', reason: due.reason === 'start' ? 'start' : 'changed', look: seen };
  }
  if (isDue && settled) return { kind: 'run', reason: due.reason, look: seen };
  if (now >= due.at + PATIENCE_MS) return { kind: 'run', reason: due.reason, look: null };
  return { kind: 'wait', ms: isDue ? LOOK_MS : Math.min(LOOK_MS, due.at - now) };
}

/** The schedule after a run; `chance` is at least 0 and less than 1. */
export function ended(
  schedule: Schedule,
  { reason, look }: { reason: Reason; look: Look },
  ending: Ending,
  now: number,
  chance: number,
): Schedule {
  const before = reason === 'changed' ? 0 : schedule.failures;
  const failures = ending === 'well' ? 0 : before + (ending === 'failed' ? 1 : 0);
  const wait = ending === 'busy' ? schedule.every : backoff(schedule.every, failures);
  const at = now + wait * (1 - JITTER * chance);
  return {
    ...schedule,
    due: { at, reason: ending === 'failed' ? 'retry' : 'interval' },
    ran: look,
    failures,
  };
}

/** The longest wait between two runs of a roster that is there and does not change. */
export function longestWait(every: number): number {
  return Math.max(every, Math.min(every * 2 ** MOST_DOUBLINGS, LONGEST_BACKOFF_MS));
}

function backoff(every: number, failures: number): number {
  return Math.min(every * 2 ** Math.min(failures, MOST_DOUBLINGS), longestWait(every));
}
