import type { Warning } from '../../errors.ts';
import { readHolds } from '../../state/holds.ts';
import type { Remembered } from '../../plan/types.ts';
import { readMemory, remembered } from '../../state/memory.ts';
import { recentDestructive } from '../../state/recent.ts';
import { unfinishedRuns } from '../../state/unfinished-runs.ts';
import type { Actual } from '../../team.ts';
import type { Context } from '../context.ts';
import type { Connection } from './connect.ts';
import type { RunOptions } from './options.ts';
import { checkTeam } from './stale.ts';
import { commandOf, type Known, type Wishes } from './wishes.ts';

const DAY_MS = 86_400_000;

/** The reading that a run starts from, what is known of the team, and what holds the team for the run. */
export interface Ready extends Known {
  actual: Actual;
  warnings: Warning[];
  release: () => Promise<void>;
}

/**
 * Reads the team. A run that will change it takes the team's lock and settles the runs that were cut off before it; then
 * the team is read once more, because it is not what it was.
 */
export async function makeReady(
  context: Context,
  wishes: Wishes,
  options: RunOptions,
  connection: Connection,
  runId: string,
): Promise<Ready> {
  const { extent } = wishes;
  const actual = await connection.reader.readTeam(extent);
  if (wishes.agreed !== null) checkTeam(wishes.agreed, actual);
  wishes.own?.check(actual);
  const teamId = actual.team.id;
  if (options.dryRun) {
    const unfinished = await unfinishedRuns(context.folders.state, teamId);
    const warnings = unfinished.map(({ start }) => cutOff(start.runId));
    return {
      ...(await knownOf(context, wishes, teamId)),
      actual,
      warnings,
      release: () => Promise.resolve(),
    };
  }
  const { lockTeam, settleEarlier } = await import('./take-over.ts');
  const lock = await lockTeam(context, {
    teamId,
    runId,
    command: commandOf(wishes),
    waitMs: options.wait,
  });
  try {
    const settled = await settleEarlier(context, actual, connection, options.retryBudget);
    const stale = settled.length > 0 || options.wait > 0;
    return {
      ...(await knownOf(context, wishes, teamId)),
      actual: stale ? await connection.reader.readTeam(extent) : actual,
      warnings: [...lock.warnings, ...settled],
      release: lock.release,
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function knownOf(context: Context, wishes: Wishes, teamId: string): Promise<Known> {
  const { state } = context.folders;
  const now = context.outside.now();
  const [memory, holds, recent] = await Promise.all([
    memoryFor(context, wishes, teamId),
    readHolds(state, teamId, now),
    recentDestructive(state, teamId, new Date(now.getTime() - DAY_MS)),
  ]);
  return { memory, holds, recent };
}

/**
 * A plan file brings along what was remembered when it was made; a roster is planned with what is remembered now. Either
 * way it is read before anything is sent, because what was done has to be remembered afterwards.
 */
async function memoryFor(context: Context, { agreed }: Wishes, teamId: string): Promise<Remembered> {
  const memory = await readMemory(context.folders.state, teamId);
  if (agreed === null) return memory;
  const then = remembered(agreed.memory);
  // What was sent since is never sent again, whatever the plan knew.
  return {
    ...then,
    reminded: new Map([...then.reminded, ...memory.reminded]),
    cancelled: new Map([...then.cancelled, ...memory.cancelled]),
    removed: new Map([...then.removed, ...memory.removed]),
  };
}

function cutOff(runId: string): Warning {
  const message = `The run ${runId} has not ended: it is at work, or was cut off, and then the next run that changes something settles it first.`;
  return { code: 'run_unfinished', message };
}
