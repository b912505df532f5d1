import { RequestRefusedError } from '../../src/errors.ts';
import type {
  Actual,
  AddOutcome,
  JobStatus,
  Launch,
  Member,
  NewMember,
  ProfileChange,
  RemoveOptions,
  TeamReader,
  TeamWriter,
  Whom,
} from '../../src/team.ts';
import { idOf } from './changes.ts';
import { member } from './team-builder.ts';

/** What goes differently for one person, named by e-mail (new people) or member id. */
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
  /** E-mails of new people, else member ids; the id of a job. */
  who: string[];
  argument: unknown;
}

/** A team in memory behind both ports; it keeps what was called and how much of that at the same time. */
export class FakeTeam implements TeamReader, TeamWriter {
  readonly calls: Call[] = [];
  /** Members and addresses on whom a call took effect, each time that one did. */
  readonly effects: string[] = [];
  greatestInFlight = 0;
  /** Runs at the start of each call. */
  onCall: (call: Call) => void = () => undefined;
  /** Thrown by the next readings, one each. */
  readonly readErrors: Error[] = [];
  /** Thrown by the next looks at single people, one each. */
  readonly lookErrors: Error[] = [];
  /** So many looks still show everybody as they were at the start. */
  lag = 0;
  listing: Partial<Actual['listing']> = {};
  readonly #members: Map<string, Member>;
  readonly #tricks: Readonly<Record<string, Trick>>;
  readonly #played = new Map<Trick, number>();
  readonly #jobs = new Map<string, Job>();
  readonly #start: Actual | null;
  #inFlight = 0;

  constructor(tricks: Readonly<Record<string, Trick>> = {}, start: Actual | null = null) {
    this.#tricks = tricks;
    this.#start = start;
    this.#members = new Map((start?.members ?? []).map((one) => [one.id, one]));
  }

  /** The calls as `method who…`, without questions about jobs and looks at single people. */
  get log(): string[] {
    return this.calls
      .filter(({ method }) => !method.startsWith('check') && method !== 'lookUp')
      .map(({ method, who }) => [method, ...who].join(' '));
  }

  member(email: string): Member | undefined {
    return [...this.#members.values()].find((one) => one.email === email);
  }

  /** What somebody else does to a member. */
  alter(id: string, fields: Partial<Member>): void {
    const before = this.#members.get(id);
    if (before !== undefined) this.#members.set(id, { ...before, ...fields });
  }

  async readTeam(): Promise<Actual> {
    await this.#enter('readTeam', [], null);
    const error = this.readErrors.shift();
    if (error !== undefined) throw error;
    const members = [...this.#members.values()];
    const living = members.filter(({ status }) => status !== 'removed').length;
    const licensed = this.#start?.team.licences.licensed ?? 100;
    const licences = { licensed, used: living, free: Math.max(0, licensed - living) };
    return {
      team: { id: 'dbtid:1', name: 'Acme', licences },
      admin: this.#start?.admin ?? null,
      members,
      listing: { complete: true, listed: living, counted: living, ...this.listing },
    };
  }

  async lookUp({ ids = [], emails = [] }: Whom): Promise<Member[]> {
    await this.#enter('lookUp', [...ids, ...emails], null);
    const error = this.lookErrors.shift();
    if (error !== undefined) throw error;
    this.lag -= 1;
    const members = this.lag >= 0 ? (this.#start?.members ?? []) : [...this.#members.values()];
    return members.filter(({ id, email }) => ids.includes(id) || emails.includes(email));
  }

  async addMembers(people: readonly NewMember[]): Promise<Launch<AddOutcome[]>> {
    const emails = people.map(({ email }) => email);
    const finish = (): AddOutcome[] => people.flatMap((one) => this.#add(one));
    const tricks = await this.#begin('addMembers', emails, people, finish);
    return this.#launch(tricks, finish);
  }

  async checkAddJob(jobId: string): Promise<JobStatus<AddOutcome[]>> {
    return this.#check('checkAddJob', jobId);
  }

  async removeMember(memberId: string, options: RemoveOptions): Promise<Launch<null>> {
    const finish = (): null => this.#change(memberId, { status: 'removed', recoverable: true });
    return this.#launch(await this.#begin('removeMember', [memberId], options, finish), finish);
  }

  async checkRemoveJob(jobId: string): Promise<JobStatus<null>> {
    return this.#check('checkRemoveJob', jobId);
  }

  suspendMember(memberId: string, options: { wipeData: boolean }): Promise<void> {
    return this.#single('suspendMember', memberId, options, { status: 'suspended' });
  }

  unsuspendMember(memberId: string): Promise<void> {
    return this.#single('unsuspendMember', memberId, null, { status: 'active' });
  }

  /** Accounts come back as they were: those that had been suspended before are suspended again. */
  recoverMember(memberId: string): Promise<void> {
    const suspended = this.#members.get(memberId)?.suspendedOn != null;
    return this.#single('recoverMember', memberId, null, {
      status: suspended ? 'suspended' : 'active',
      recoverable: false,
    });
  }

  setProfile(memberId: string, profile: ProfileChange): Promise<void> {
    return this.#single('setProfile', memberId, profile, profile);
  }

  async #single(method: Call['method'], id: string, argument: unknown, fields: Partial<Member>) {
    await this.#begin(method, [id], argument, () => this.#change(id, fields));
    this.#change(id, fields);
  }

  /** The tricks of the people in a call, after those that end it were played. */
  async #begin(
    method: Call['method'],
    who: string[],
    argument: unknown,
    execute: () => unknown,
  ): Promise<Trick[]> {
    await this.#enter(method, who, argument);
    const tricks = who.flatMap((one) => this.#tricks[one] ?? []);
    for (const trick of tricks) {
      if (trick.kind === 'malformed') throw new RequestRefusedError('bad_request', 'Malformed.');
      const ends = trick.kind === 'throws' || (trick.kind === 'refused' && method !== 'addMembers');
      if (!ends || !this.#isOn(trick)) continue;
      if (trick.executed === true) execute();
      if (trick.kind === 'refused') throw new RequestRefusedError(trick.code, 'Refused.');
      throw trick.error;
    }
    return tricks;
  }

  async #enter(method: Call['method'], who: string[], argument: unknown): Promise<void> {
    const call = { method, who, argument };
    this.calls.push(call);
    this.#inFlight += 1;
    this.greatestInFlight = Math.max(this.greatestInFlight, this.#inFlight);
    this.onCall(call);
    // Gives every call that may run beside this one the time to start.
    await new Promise((resolve) => setImmediate(resolve));
    this.#inFlight -= 1;
  }

  #launch<T>(tricks: readonly Trick[], finish: () => T): Launch<T> {
    const job = tricks.find((trick) => trick.kind === 'job' && this.#isOn(trick));
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

  async #check<T>(method: Call['method'], jobId: string): Promise<JobStatus<T>> {
    await this.#enter(method, [jobId], null);
    const job = this.#jobs.get(jobId);
    if (job === undefined) throw new Error(`nobody started ${jobId}`);
    job.polls -= 1;
    if (job.polls >= 0) return { kind: 'running' };
    const status = job.status();
    // The job was made by the method of the same name, so its result is of the type asked for.
    return status.kind === 'running' ? { kind: 'done', result: job.finish() as T } : status;
  }

  #add({ email, givenName, surname, externalId }: NewMember): AddOutcome[] {
    const trick = this.#tricks[email];
    const spoils = trick?.kind === 'refused' || trick?.kind === 'unreadable' || trick?.kind === 'unmentioned';
    const isOn = spoils && this.#isOn(trick);
    const id = idOf(email);
    if (!isOn || trick.executed === true) {
      this.effects.push(email);
      const names = { givenName: givenName ?? '', surname: surname ?? '' };
      this.#members.set(id, member({ email, id, externalId, ...names, status: 'invited' }));
    }
    if (!isOn) return [{ kind: 'added', email, memberId: id }];
    if (trick.kind === 'unmentioned') return [];
    if (trick.kind === 'refused') return [{ kind: 'refused', email, code: trick.code, message: 'Refused.' }];
    return [{ kind: 'unknown', email, code: 'no_item', message: 'Garbled.' }];
  }

  #change(id: string, fields: Partial<Member>): null {
    this.effects.push(id);
    this.alter(id, fields);
    return null;
  }

  #isOn(trick: Trick): boolean {
    const played = this.#played.get(trick) ?? 0;
    this.#played.set(trick, played + 1);
    return played < (trick.times ?? Infinity);
  }
}
