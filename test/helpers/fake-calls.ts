import { RequestRefusedError } from '../../src/errors.ts';
import type { JobStatus, Launch, TeamReader, TeamWriter } from '../../src/team.ts';

/** What goes differently for one person, named by e-mail (new people) or member id, or for one group, named by its name. */
export type Trick = {
  /** Only so often; always when left out. */
  times?: number;
  /** What is wrong with the answer does not keep the call from taking effect. */
  executed?: boolean;
} & (
  | { kind: 'refused'; code: string }
  /** Every request in which this person is gets refused as a whole. */
  | { kind: 'malformed' }
  /** The answer to a batch says nothing usable about this person, or nothing at all. */
  | { kind: 'unreadable' }
  | { kind: 'unmentioned' }
  | { kind: 'throws'; error: Error }
  /** The request becomes a job that is still running when asked so many times. */
  | { kind: 'job'; polls: number; ends?: 'done' | 'lost'; checkFails?: Error }
);

interface Job {
  polls: number;
  status: () => JobStatus<never>;
  finish: () => unknown;
}

export interface Call {
  method: keyof TeamWriter | keyof TeamReader;
  /** E-mails of new people, else member ids, after the id of the group; the id of a job; the name of a new group. */
  who: string[];
  argument: unknown;
}

/** What every fake call goes through: it is kept, counted while in flight, and ends as the tricks of its people say. */
export class FakeCalls {
  readonly calls: Call[] = [];
  greatestInFlight = 0;
  /** Runs at the start of each call. */
  onCall: (call: Call) => void = () => undefined;
  readonly #tricks: Readonly<Record<string, Trick>>;
  readonly #played = new Map<Trick, number>();
  readonly #jobs = new Map<string, Job>();
  #inFlight = 0;

  constructor(tricks: Readonly<Record<string, Trick>>) {
    this.#tricks = tricks;
  }

  /** The calls as `method who…`, without questions about jobs and looks at single people and groups. */
  get log(): string[] {
    return this.calls
      .filter(({ method }) => !method.startsWith('check') && method !== 'lookUp' && method !== 'listGroups')
      .map(({ method, who }) => [method, ...who].join(' '));
  }

  /** The tricks of the people in a call, after those that end it were played. */
  protected async begin(
    method: Call['method'],
    who: string[],
    argument: unknown,
    execute: () => unknown,
  ): Promise<Trick[]> {
    await this.enter(method, who, argument);
    const tricks = who.flatMap((one) => this.trickOf(one) ?? []);
    for (const trick of tricks) {
      if (trick.kind === 'malformed') {
        if (trick.executed === true) unanswered(execute);
        throw new RequestRefusedError('bad_request', 'Malformed.');
      }
      const ends = trick.kind === 'throws' || (trick.kind === 'refused' && method !== 'addMembers');
      if (!ends || !this.isOn(trick)) continue;
      if (trick.executed === true) unanswered(execute);
      if (trick.kind === 'refused') throw new RequestRefusedError(trick.code, 'Refused.');
      throw trick.error;
    }
    return tricks;
  }

  protected async enter(method: Call['method'], who: string[], argument: unknown): Promise<void> {
    const call = { method, who, argument };
    this.calls.push(call);
    this.#inFlight += 1;
    this.greatestInFlight = Math.max(this.greatestInFlight, this.#inFlight);
    this.onCall(call);
    // Gives every call that may run beside this one the time to start.
    await new Promise((resolve) => setImmediate(resolve));
    this.#inFlight -= 1;
  }

  protected launch<T>(tricks: readonly Trick[], finish: () => T): Launch<T> {
    const job = tricks.find((trick) => trick.kind === 'job' && this.isOn(trick));
    if (job?.kind !== 'job') return { kind: 'done', result: finish() };
    const jobId = `job-${String(this.#jobs.size + 1)}`;
    const { polls, ends = 'done', checkFails } = job;
    const status = (): JobStatus<never> => {
      if (checkFails !== undefined) throw checkFails;
      return ends === 'lost'
        ? { kind: 'lost', code: 'internal_error', message: 'The job is gone.' }
        : { kind: 'running' };
    };
    const early = job.executed === true ? { result: finish() } : null;
    this.#jobs.set(jobId, { polls, status, finish: () => (early ?? { result: finish() }).result });
    return { kind: 'job', jobId };
  }

  protected async check<T>(method: Call['method'], jobId: string): Promise<JobStatus<T>> {
    await this.enter(method, [jobId], null);
    const job = this.#jobs.get(jobId);
    if (job === undefined) throw new Error(`nobody started ${jobId}`);
    job.polls -= 1;
    if (job.polls >= 0) return { kind: 'running' };
    const status = job.status();
    // The job was made by the method of the same name, so its result is of the type asked for.
    return status.kind === 'running' ? { kind: 'done', result: job.finish() as T } : status;
  }

  protected trickOf(who: string): Trick | undefined {
    return this.#tricks[who];
  }

  protected isOn(trick: Trick): boolean {
    const played = this.#played.get(trick) ?? 0;
    this.#played.set(trick, played + 1);
    return played < (trick.times ?? Infinity);
  }
}

/** What a call did whose answer is lost anyway; a refusal is lost with it. */
function unanswered(execute: () => unknown): void {
  try {
    execute();
  } catch (error) {
    if (!(error instanceof RequestRefusedError)) throw error;
  }
}
