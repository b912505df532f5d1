import { EXIT, TeamsyncError, type Warning } from '../errors.ts';
import {
  renderHealthy,
  unhealthyHint,
  unhealthyReason,
  type GoodRun,
  type HealthFacts,
  type LastEnd,
} from '../render/status.ts';
import { readAttempt, type Attempt } from '../state/attempts.ts';
import { isGoodRun, isScheduled } from '../state/good-run.ts';
import { readJournal } from '../state/journal.ts';
import { listRuns } from '../state/list-runs.ts';
import { runFolders } from '../state/run-folder.ts';
import type { StoredRun } from '../state/runs.ts';
import { done, profileFlag, type Context, type Outcome } from './context.ts';
import { knownTeam, teamOf } from './run/team-of.ts';

const MS_PER_SECOND = 1000;

/** Ends of an attempt that nobody has to hear of. */
const WELL: readonly number[] = [EXIT.done, EXIT.pending];

/** With these nobody can be asked which team it is; the schedule, with the same credential, cannot work either. */
const NOBODY_ANSWERS: readonly number[] = [EXIT.unauthorized, EXIT.forbidden, EXIT.unavailable];

export interface StatusInput {
  /** Milliseconds, as the budget. */
  maxAge: number;
  retryBudget: number;
}

/** Tells whether a good run of the profile's team is recent enough, and if not, how the last ones ended; exit 4 then. */
export async function runStatus(context: Context, { maxAge, retryBudget }: StatusInput): Promise<Outcome> {
  const { folders, options, outside } = context;
  const now = outside.now();
  const { team, unknown } = await whichTeam(context, retryBudget);
  const { scheduled, good, warnings } = await lastRuns(folders.state, team, now);
  const lastGoodRun: GoodRun | null = good === null ? null : { runId: good.runId, at: good.at };
  const age = good === null ? null : now.getTime() - new Date(good.at).getTime();
  const ageSeconds = age === null ? null : Math.floor(age / MS_PER_SECOND);
  if (lastGoodRun !== null && age !== null && age <= maxAge) {
    const data = { healthy: true, lastGoodRun, ageSeconds, reason: null };
    return done(data, renderHealthy(lastGoodRun, maxAge), warnings);
  }
  const attempt = await readAttempt(folders.state, options.profile);
  const lastEnd = await lastEndOf(scheduled, good, attempt);
  const error =
    unknown === null ? unhealthy(context, { lastGoodRun, maxAgeMs: maxAge, lastEnd }) : undecided(unknown);
  const data = { healthy: false, lastGoodRun, ageSeconds, reason: error.message };
  return { exitCode: error.exitCode, data, warnings, error, text: '' };
}

/** Dropbox is asked only where this machine does not know the team and something was ever run here. */
async function whichTeam(
  context: Context,
  retryBudget: number,
): Promise<{ team: string | null; unknown: TeamsyncError | null }> {
  const known = await knownTeam(context);
  if (known !== null) return { team: known.id, unknown: null };
  if ((await runFolders(context.folders.state)).length === 0) return { team: null, unknown: null };
  try {
    return { team: (await teamOf(context, retryBudget)).id, unknown: null };
  } catch (error) {
    if (!(error instanceof TeamsyncError) || !NOBODY_ANSWERS.includes(error.exitCode)) throw error;
    return { team: null, unknown: error };
  }
}

/** The runs that a schedule may have started, back to the last one that ended well. */
async function lastRuns(
  stateFolder: string,
  team: string | null,
  now: Date,
): Promise<{ scheduled: StoredRun[]; good: StoredRun | null; warnings: Warning[] }> {
  if (team === null) return { scheduled: [], good: null, warnings: [] };
  const counts = (run: StoredRun): boolean => isScheduled(run) && new Date(run.at) <= now;
  const isGood = (run: StoredRun): boolean => counts(run) && run.result !== null && isGoodRun(run.result);
  const { runs, warnings } = await listRuns(stateFolder, { teamId: team, until: isGood });
  return { scheduled: runs.filter(counts), good: runs.find(isGood) ?? null, warnings };
}

/** How it last ended since the good run, newest runs first; the attempt where that is newer and says more. */
async function lastEndOf(
  runs: readonly StoredRun[],
  good: StoredRun | null,
  attempt: Attempt | null,
): Promise<LastEnd | null> {
  const [last] = good === null ? runs : runs.slice(0, runs.indexOf(good));
  const end = last === undefined ? null : await endOf(last);
  const newest = (last ?? good)?.at;
  if (attempt === null || WELL.includes(attempt.exitCode)) return end;
  if (newest !== undefined && new Date(attempt.at) < new Date(newest)) return end;
  // The attempt is that very run, which can be looked at.
  if (end?.kind === 'run' && end.code === attempt.code && end.exitCode === attempt.exitCode) return end;
  const { at, command, exitCode, code, message } = attempt;
  return { kind: 'attempt', at, command, exitCode, code, message };
}

async function endOf({ runId, outcome, exitCode, journalFile }: StoredRun): Promise<LastEnd> {
  if (outcome === 'crashed' || exitCode === null) {
    return { kind: 'unfinished', runId, settled: exitCode !== null };
  }
  if (exitCode === EXIT.done) return { kind: 'partial', runId };
  const stop = await stopOf(journalFile);
  return { kind: 'run', runId, outcome, exitCode, code: stop?.code ?? null, message: stop?.message ?? null };
}

/** What a run wrote down as the reason for its end; a damaged journal tells none. */
async function stopOf(journalFile: string): Promise<{ code: string; message: string } | null> {
  try {
    const { records } = await readJournal(journalFile);
    return records.filter((record) => record.type === 'stop').at(-1) ?? null;
  } catch (error) {
    if (error instanceof TeamsyncError) return null;
    throw error;
  }
}

function unhealthy(context: Context, facts: HealthFacts): TeamsyncError {
  return new TeamsyncError(EXIT.someFailed, 'unhealthy', unhealthyReason(facts), {
    hint: unhealthyHint(facts.lastEnd, profileFlag(context)),
  });
}

function undecided(cause: TeamsyncError): TeamsyncError {
  const message = `Nobody can tell which team this is about: ${cause.message}`;
  const { code, hint } = cause;
  return new TeamsyncError(EXIT.someFailed, 'unhealthy', message, {
    hint: hint ?? undefined,
    details: { code },
    cause,
  });
}
