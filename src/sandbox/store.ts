import { CallLog, type LoggedCall } from './call-log.ts';
import { zeroCounters, Tally } from './counters.ts';
import { growTeam, newCredentials } from './grow.ts';
import { newAppSecret } from './ids.ts';
import { ReadLag } from './read-lag.ts';
import type { SandboxSeed } from './seed-file.ts';
import { builtInSeed } from './seed.ts';
import { SandboxFileError, TeamFile } from './team-file.ts';
import type { Counters } from './counter-schema.ts';
import type { Credentials, TeamState } from './state.ts';
import { Team } from './live-team.ts';

/** Keeps the team of a sandbox: in memory, or in a file that other processes may change at any time. */
export class TeamStore {
  readonly calls = new CallLog();
  readonly lag = new ReadLag();
  readonly #tally = new Tally();
  readonly #underWay = { writes: 0, calls: 0 };
  readonly #seed: SandboxSeed;
  readonly #file: TeamFile | null;
  readonly #now: () => Date;
  #team: Team;

  constructor(seed: SandboxSeed, file: string | null, now: () => Date) {
    this.#seed = seed;
    this.#file = file === null ? null : new TeamFile(file);
    this.#now = now;
    const stored = this.#file?.read() ?? null;
    this.#team = new Team(stored ?? growTeam(seed, now()), now, this.lag);
    if (stored === null) this.#file?.write(this.#team.state);
  }

  /** The team as it is now, read again when somebody else has changed it. */
  current(): Team {
    if (this.#file?.hasChanged() === true) {
      const state = this.#file.read();
      if (state !== null) this.#team = new Team(state, this.#now, this.lag);
    }
    return this.#team;
  }

  /** Counts a call and begins its record. */
  count(route: string, isWrite: boolean): LoggedCall {
    this.#tally.count(route, isWrite);
    return this.calls.begin(route);
  }

  /** Notes that a call has arrived; answers with what notes that it is over, which may be called more than once. */
  arrive(isWrite: boolean): () => void {
    const underWay = this.#underWay;
    const write = isWrite ? 1 : 0;
    underWay.calls += 1;
    underWay.writes += write;
    this.#tally.sideBySide(underWay.writes, underWay.calls);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      underWay.calls -= 1;
      underWay.writes -= write;
    };
  }

  /** Keeps what was changed in the team that `current` gave. */
  save(): void {
    this.#team.state.counters = this.#tally.addedTo(this.#team.state.counters);
    this.#tally.clear();
    this.#file?.write(this.#team.state);
  }

  /** Everything counted so far, calls since the last save included. */
  counters(): Counters {
    return structuredClone(this.#tally.addedTo(this.current().state.counters));
  }

  /** The app's secret; a team file from before there was one gets one now. */
  appSecret(): string {
    const { credentials } = this.current().state;
    if (credentials.appSecret !== null) return credentials.appSecret;
    const secret = newAppSecret();
    credentials.appSecret = secret;
    this.save();
    return secret;
  }

  resetCounters(): void {
    this.current().state.counters = zeroCounters();
    this.#forgetCalls();
    this.save();
  }

  /** Starts again from the seed: a new team, reached with the same token. */
  reset(): void {
    const { credentials } = this.current().state;
    const state = growTeam(this.#seed, this.#now(), renewed(credentials));
    this.lag.clear();
    this.#team = new Team(state, this.#now, this.lag);
    this.#forgetCalls();
    this.save();
  }

  #forgetCalls(): void {
    this.#tally.clear();
    this.calls.clear();
  }

  /** Saves what was only counted. */
  close(): void {
    if (this.#tally.isEmpty) return;
    this.current();
    this.save();
  }
}

/** The same app and token, with all scopes and valid again. */
function renewed({ appKey, appSecret, redirectUris, accessToken }: Credentials): Credentials {
  const fresh = newCredentials();
  return { ...fresh, appKey, appSecret: appSecret ?? fresh.appSecret, redirectUris, accessToken };
}

/** Reads the team in a file; throws a `SandboxFileError` when there is none or it cannot be used. */
export function readTeamFile(file: string): TeamState {
  const state = new TeamFile(file).read();
  if (state === null) throw new SandboxFileError(file, 'does not exist yet');
  return state;
}

/** Puts a team in its first state into the file, whatever was there; a token that can still be read stays in force. */
export function resetTeamFile(
  file: string,
  now: Date,
  seed: SandboxSeed = builtInSeed(),
): Promise<TeamState> {
  return new Promise((resolve) => {
    const state = growTeam(seed, now, storedCredentials(file));
    new TeamFile(file).write(state);
    resolve(state);
  });
}

function storedCredentials(file: string): Credentials {
  try {
    return renewed(readTeamFile(file).credentials);
  } catch (error) {
    if (error instanceof SandboxFileError) return newCredentials();
    throw error;
  }
}
