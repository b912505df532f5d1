/** How a server for measuring is started; it gets this as JSON in its only argument. */
export interface ServerOptions {
  members: number;
  /** Every answer comes so much later. */
  latencyMs: number;
  /** More writes a second are answered with 429; `null` for no limit. */
  writesPerSecond: number | null;
}

/** What the server says of itself under this path, which is no part of Dropbox. */
export interface Usage {
  cpuMs: number;
  answers: number;
}

/** Where a server tells what it has used. */
export const USAGE_PATH = '/_usage';

/** What the script that goes through people one by one is told, as JSON in its only argument. */
export interface OneByOneOptions {
  url: string;
  provision: readonly string[];
  suspend: readonly string[];
  remove: readonly string[];
}

/** What that script tells: milliseconds for each kind of change. */
export type OneByOneTimes = Record<'provision' | 'suspend' | 'remove', number>;

/** The variable with the file into which a measured process writes its peak memory. */
export const PEAK_VARIABLE = 'TEAMSYNC_BENCH_PEAK_FILE';
