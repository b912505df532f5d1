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
} from '../../src/team.ts';
import { idOf } from './changes.ts';
import { member } from './team-builder.ts';

/** What goes differently for one person, named by e-mail (new people) or member id. */
export type Trick =
  /** Dropbox refuses this person. */
  | { kind: 'refused'; code: string }
  /** Every request in which this person is gets refused as a whole. */
  | { kind: 'malformed' }
  /** The answer to a batch says nothing usable about this person, or nothing at all. */
  | { kind: 'unreadable' }
  | { kind: 'unmentioned' }
  /** The call ends with an error; `executed` when it takes effect all the same. */
  | { kind: 'throws'; error: Error; executed?: boolean }
  /** The request becomes a job that is still running when asked so many times. */
  | { kind: 'job'; polls: number; ends?: 'done' | 'lost'; checkFails?: Error };

interface Job {
  polls: number;
  status: () => JobStatus<never>;
  finish: () => unknown;
}

export interface Call {
  method: keyof TeamWriter | 'readTeam';
  /** E-mails of new people, else member ids; the id of a job. */
  who: string[];
  argument: unknown;
}

/** A team in memory behind both ports; it keeps what was called and how much of that at the same time. */
export class FakeTeam implements TeamReader, TeamWriter {
  readonly calls: Call[] = [];
  greatestInFlight = 0;
  /** Runs at the start of each call. */
  onCall: (call: Call) => void = () => undefined;
  /** Thrown by the next readings, one each. */
  readonly readErrors: Error[] = [];
  listing: Partial<Actual['listing']> = {};
  readonly #members: Map<string, Member>;
  readonly #tricks: Readonly<Record<string, Trick>>;
  readonly #jobs = new Map<string, Job>();
  readonly #start: Actual | null;
  #inFlight = 0;

  constructor(tricks: Readonly<Record<string, Trick>> = {}, start: Actual | null = null) {
    this.#tricks = tricks;
    this.#start = start;
    this.#members = new Map((start?.members ?? []).map((one) => [one.id, one]));
  }

  /** The calls as `method who…`, without questions about jobs. */
  get log(): string[] {
    return this.calls
      .filter(({ method }) => !method.startsWith('check'))
      .map(({ method, who }) => [method, ...who].join(' '));
  }

  member(email: string): Member | undefined {
    return [...this.#members.values()].find((one) => one.email === email);
  }

  async readTeam(): Promise<Actual> {
    await this.#enter('readTeam', [], null);
    const error = this.readErrors.shift();
    if (error !== undefined) throw error;
    const members = [...this.#members.values()];
    const living = members.filter(({ status }) => status !== 'removed').length;
    const licensed = this.#start?.team.licences.licensed ?? 100;
    return {
      team: {
        id: 'dbtid:1',
        name: 'Acme',
        licences: { licensed, used: living, free: Math.max(0, licensed - living) },
      },
      admin: this.#start?.admin ?? null,
      members,
      listing: { complete: true, listed: living, counted: living, ...this.listing },
    };
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
      if (trick.kind === 'refused' && method !== 'addMembers') throw refusal(trick.code);
      if (trick.kind !== 'throws') continue;
      if (trick.executed === true) execute();
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
    const job = tricks.find((trick) => trick.kind === 'job');
    if (job === undefined) return { kind: 'done', result: finish() };
    const jobId = `job-${String(this.#jobs.size + 1)}`;
    const { polls, ends = 'done', checkFails } = job;
    const status = (): JobStatus<never> => {
      if (checkFails !== undefined) throw checkFails;
      return ends === 'lost'
        ? { kind: 'lost', code: 'internal_error', message: 'The job is gone.' }
        : { kind: 'running' };
    };
    this.#jobs.set(jobId, { polls, status, finish });
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
    if (trick?.kind === 'refused') return [{ kind: 'refused', email, code: trick.code, message: 'Refused.' }];
    if (trick?.kind === 'unreadable')
      return [{ kind: 'unknown', email, code: 'no_item', message: 'Garbled.' }];
    if (trick?.kind === 'unmentioned') return [];
    const id = idOf(email);
    const names = { givenName: givenName ?? '', surname: surname ?? '' };
    this.#members.set(id, member({ email, id, externalId, ...names, status: 'invited' }));
    return [{ kind: 'added', email, memberId: id }];
  }

  #change(id: string, fields: Partial<Member>): null {
    const before = this.#members.get(id);
    if (before !== undefined) this.#members.set(id, { ...before, ...fields });
    return null;
  }
}

function refusal(code: string): RequestRefusedError {
  return new RequestRefusedError(code, 'Refused.');
}
