import * as z from 'zod';
import type { DoneChange } from '../../plan/undo-verdicts.ts';
import { InvalidInputError, TeamsyncError, type Warning } from '../../errors.ts';
import { ACTIONS, callsOf } from '../../state/journal-records.ts';
import { readJournal } from '../../state/journal.ts';
import { plannedChanges } from '../../state/planned-changes.ts';
import { readPlanFile, type PlanFile } from '../../state/plan-file.ts';
import type { RunResult } from '../../state/run-result.ts';
import type { StoredRun } from '../../state/runs.ts';

const text = z.string().exactOptional();

const factsSchema = z
  .object({
    status: z.enum(['invited', 'active', 'suspended', 'removed']).exactOptional(),
    email: text,
    givenName: text,
    surname: text,
    externalId: text,
    role: text,
    group: text,
  })
  .nullable();

const doneSchema = z.object({
  action: z.enum(ACTIONS),
  email: z.string(),
  memberId: z.string().nullable(),
  reversibleUntil: z.string().nullable(),
  before: factsSchema,
  after: factsSchema,
  options: z.object({
    method: z.enum(['remove', 'suspend', 'downgrade']).nullable().default(null),
    wipeData: z.boolean().default(false),
    groupId: z.string().nullable().default(null),
    transferTo: z.string().nullable().default(null),
  }),
});

type Stored = Pick<RunResult['changes'][number], 'id' | 'status'>;

/** What a run did to its team, or may have done. */
export interface DoneChanges {
  /** In the order in which it did them. */
  changes: DoneChange[];
  /** One for each change that this version does not know. */
  warnings: Warning[];
}

/**
 * Reads the changes of a run that were made or of which nobody knows, from its result, or from its journal as long as it
 * has none. Throws when neither can be read.
 */
export async function readDone(run: StoredRun, plan: PlanFile | null): Promise<DoneChanges> {
  const externalIds = new Map(
    plan === null ? [] : [...plannedChanges(plan).values()].map(({ id, externalId }) => [id, externalId]),
  );
  const done: DoneChanges = { changes: [], warnings: [] };
  for (const stored of run.result?.changes ?? (await changesOfJournal(run, plan))) {
    if (stored.status !== 'applied' && stored.status !== 'unknown') continue;
    const known = doneSchema.safeParse(stored);
    if (known.success) {
      done.changes.push({ ...known.data, externalId: externalIds.get(stored.id) ?? null });
    } else {
      const message = `${stored.id}: this teamsync does not know how to take this change back.`;
      done.warnings.push({ code: 'cannot_be_undone', message });
    }
  }
  return done;
}

/** The plan that a run kept; `null` where it kept none or it cannot be read any more. */
export async function keptPlan({ planFile }: StoredRun): Promise<PlanFile | null> {
  try {
    return await readPlanFile(planFile);
  } catch (error) {
    if (error instanceof TeamsyncError) return null;
    throw error;
  }
}

/** A call without an answer counts as one of which nobody knows. */
async function changesOfJournal({ runId, journalFile }: StoredRun, plan: PlanFile | null): Promise<Stored[]> {
  const calls = callsOf((await readJournal(journalFile)).records);
  if (plan === null && calls.length > 0) throw planLost(runId);
  const changes = plan === null ? new Map<string, Stored>() : plannedChanges(plan);
  return calls.flatMap(({ changes: sent, results }) => {
    const statuses = new Map(results?.map(({ id, status }) => [id, status]));
    return sent.flatMap(({ id }) => {
      const change = changes.get(id);
      return change === undefined ? [] : [{ ...change, status: statuses.get(id) ?? 'unknown' }];
    });
  });
}

function planLost(runId: string): InvalidInputError {
  return new InvalidInputError(
    'run_unreadable',
    `The run ${runId} was cut off, and its plan cannot be read any more, so nobody knows what to take back.`,
    {
      hint: `See what it sent with: teamsync history show ${runId}, and change those people by hand.`,
    },
  );
}
