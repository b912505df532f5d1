import type { Counters } from './counter-schema.ts';

/** Counters that have seen nothing. */
export function zeroCounters(): Counters {
  return {
    requests: {},
    writes: 0,
    mostWritesAtOnce: 0,
    mostCallsAtOnce: 0,
    adds: 0,
    removals: 0,
    suspensions: 0,
    unsuspensions: 0,
    recoveries: 0,
    profileChanges: 0,
    roleChanges: 0,
    groupsCreated: 0,
    groupsDeleted: 0,
    groupAdds: 0,
    groupRemovals: 0,
    mailsSent: [],
    remindersSent: [],
    wipesRequested: [],
    transfers: [],
    applied: [],
  };
}

/** Calls that were counted since the team was last saved; they outlive a reload of the team file. */
export class Tally {
  readonly #requests = new Map<string, number>();
  #writes = 0;
  #mostWrites = 0;
  #mostCalls = 0;

  /** Counts one call of a route. */
  count(route: string, isWrite: boolean): void {
    this.#requests.set(route, (this.#requests.get(route) ?? 0) + 1);
    if (isWrite) this.#writes += 1;
  }

  /** Keeps how many calls were under way side by side, if they were never more. */
  sideBySide(writes: number, calls: number): void {
    this.#mostWrites = Math.max(this.#mostWrites, writes);
    this.#mostCalls = Math.max(this.#mostCalls, calls);
  }

  get isEmpty(): boolean {
    return this.#requests.size === 0;
  }

  /** The counters with these calls added; leaves what it was given as it is, and shares its lists. */
  addedTo(counters: Counters): Counters {
    const sum = { ...counters, requests: { ...counters.requests } };
    for (const [route, calls] of this.#requests) sum.requests[route] = (sum.requests[route] ?? 0) + calls;
    sum.writes += this.#writes;
    sum.mostWritesAtOnce = Math.max(sum.mostWritesAtOnce, this.#mostWrites);
    sum.mostCallsAtOnce = Math.max(sum.mostCallsAtOnce, this.#mostCalls);
    return sum;
  }

  clear(): void {
    this.#requests.clear();
    this.#writes = 0;
    this.#mostWrites = 0;
    this.#mostCalls = 0;
  }
}
