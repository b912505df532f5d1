/** A clock that only moves when somebody waits for it. */
export interface VirtualClock {
  now: () => Date;
  monotonic: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

const START_MS = Date.parse('2026-03-02T09:00:00Z');

/** A clock that nobody has waited for yet. */
export function virtualClock(): VirtualClock {
  let passed = 0;
  return {
    now: () => new Date(START_MS + passed),
    monotonic: () => passed,
    sleep: (milliseconds) => {
      passed += milliseconds;
      return Promise.resolve();
    },
  };
}
