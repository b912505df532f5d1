import type { TeamsyncError } from '../errors.ts';
import type { Change } from '../plan/change.ts';
import type { Member, Person, TeamReader, TeamWriter } from '../team.ts';

/** What became of one change; `code` is Dropbox's tag or one of ours, `message` says it in plain words. */
export type ChangeResult =
  | { status: 'applied'; error: null }
  | { status: 'failed' | 'skipped' | 'unknown'; error: { code: string; message: string } };

/** The changes of one call with what became of each. */
export type Answers = [Change, ChangeResult][];

/** Results by change id. */
export type Results = Map<string, ChangeResult>;

/** Waits, or returns early when the signal is aborted. */
type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** Writes down what is about to be sent, before it is, and what came of it; throws when it cannot, and then nothing is sent. */
export interface Journal {
  /** Answers with the number of the call. */
  intent(changes: readonly Change[]): Promise<number>;
  job(call: number, jobId: string): Promise<void>;
  answer(call: number, answers: Answers): Promise<void>;
}

/** What carrying out changes needs from outside. */
export interface Surroundings {
  writer: TeamWriter;
  /** Looks at single people and at groups again. */
  reader: Pick<TeamReader, 'lookUp' | 'listGroups'>;
  /** Reads again who may not be touched, by e-mail: somebody may have been put on hold since the plan was made. */
  readHolds: () => Promise<ReadonlySet<string>>;
  journal: Journal;
  sleep: Sleep;
  /** Milliseconds on a clock that never jumps. */
  monotonic: () => number;
  /** Aborted when somebody wants the run to stop: no new call is made, those in flight are waited for. */
  signal: AbortSignal;
  /** Writes in flight at most, 1 to 16. */
  concurrency: number;
  /** How long a job of Dropbox is waited for, in milliseconds. */
  jobBudgetMs: number;
  onProgress: (done: number, total: number, change: Change) => void;
}

/** Changes in their order of application, with the people whom the roster describes, by e-mail. */
export interface Work {
  changes: readonly Change[];
  people: ReadonlyMap<string, Person>;
  /** How everybody was when it was planned, by member id. */
  planned: ReadonlyMap<string, Member>;
  /** Licences in use beyond those that the team owns: so many must be freed before a waiting joiner gets one. */
  overbooked: number;
  /** So many changes first, then so many, and at last the rest; `null` for all at once. */
  steps: readonly number[] | null;
  /** More failed or unknown changes than this in one step stop the run after it. */
  maxFailures: number;
}

export interface Execution {
  results: Results;
  /** What stopped the run before its end; the changes not reached are `skipped`. */
  stopped: TeamsyncError | null;
}

export const APPLIED: ChangeResult = { status: 'applied', error: null };
