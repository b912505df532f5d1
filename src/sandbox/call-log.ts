import type { FaultKind } from './fault-effects.ts';

/** As many calls as are kept. */
const MAX_CALLS = 10_000;

/** One call, as it is told to tests; never holds a token. */
export interface LoggedCall {
  /** 1 for the first since the log was emptied. */
  n: number;
  route: string;
  /** Whom a call that can change the team is about: people as they were named, with commas, or else a group. */
  who?: string;
  /** The kind of fault that struck it. */
  struck: FaultKind | null;
  /** True when somebody on the team was changed, whatever was answered. */
  applied: boolean;
}

/** The last calls in the order in which they were carried out; they are not stored. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #count = 0;

  /** Begins the record of a call, to be filled in while it is carried out. */
  begin(route: string): LoggedCall {
    this.#count += 1;
    const call: LoggedCall = { n: this.#count, route, struck: null, applied: false };
    this.#calls.push(call);
    if (this.#calls.length > MAX_CALLS) this.#calls.shift();
    return call;
  }

  list(): LoggedCall[] {
    return structuredClone(this.#calls);
  }

  clear(): void {
    this.#calls = [];
    this.#count = 0;
  }
}
