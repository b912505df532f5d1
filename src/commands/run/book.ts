import type { Journal } from '../../apply/types.ts';
import type { Action } from '../../plan/change.ts';
import type { JobKind } from '../../state/journal-records.ts';
import type { TeamsyncError } from '../../errors.ts';
import type { RunReport } from '../../render/report.ts';
import { appendAudit } from '../../state/audit.ts';
import type { PlanFile } from '../../state/plan-file.ts';
import { writeResult, type RunOutcome } from '../../state/run-result.ts';
import { startRun } from '../../state/runs.ts';
import { teamFolder } from '../../state/team-folder.ts';
import type { Context } from '../context.ts';

/** What a run writes down while it works and when it ends. */
export interface Book {
  journal: Journal;
  /** Writes the result, its line in the audit log and the end of the journal. */
  close: (report: RunReport, error: TeamsyncError | null) => Promise<void>;
}

/** Which run it is. */
export interface RunIdentity {
  runId: string;
  teamId: string;
  command: string;
  started: Date;
  /** It looks at everybody whom the roster names. */
  whole: boolean;
}

/** Opens the book of a run: its folder with the plan in it, if it has one, and the journal. */
export async function openBook(context: Context, run: RunIdentity, plan: PlanFile | null): Promise<Book> {
  const { runId, teamId, command, started } = run;
  const at = (): string => context.outside.now().toISOString();
  const start = { runId, teamId, command, mode: 'apply' as const, at: started.toISOString() };
  const { folder, journal } = await startRun(context.folders.state, start, plan);
  let calls = 0;
  const kinds = new Map<number, JobKind>();
  return {
    journal: {
      async intent(changes) {
        const call = calls;
        calls += 1;
        const [first] = changes;
        if (first === undefined) throw new Error('a call concerns somebody');
        kinds.set(call, jobKindOf(first.action));
        await journal.append({
          type: 'intent',
          at: at(),
          call,
          action: first.action,
          changes: changes.map(({ id, email, memberId }) => ({ id, email, memberId })),
          options: { ...first.options },
        });
        return call;
      },
      job: (call, jobId) =>
        journal.append({ type: 'job', at: at(), call, jobId, kind: kinds.get(call) ?? 'remove' }),
      answer: (call, answers) =>
        journal.append({
          type: 'answer',
          at: at(),
          call,
          results: answers.map(([{ id }, { status, error }]) => ({ id, status, error })),
        }),
    },
    close: async (report, error) => {
      const exitCode = error?.exitCode ?? 0;
      const entry = { runId, command, mode: 'apply' as const, exitCode, summary: { ...report.summary } };
      const changes = report.changes.map(({ id, action, email, status }) => ({ id, action, email, status }));
      const auditHead = await appendAudit(teamFolder(context.folders.state, teamId), {
        ...entry,
        at: at(),
        changes,
      });
      await writeResult(folder, {
        ...entry,
        version: 1,
        at: started.toISOString(),
        teamId,
        outcome: outcomeOf(report, error),
        whole: run.whole,
        changes: report.changes.map(storedChange),
        rosterSha256: report.roster.sha256,
        auditHead,
      });
      if (error !== null) {
        await journal.append({ type: 'stop', at: at(), code: error.code, message: error.message });
      }
      await journal.append({ type: 'end', at: at(), exitCode });
      await journal.close();
    },
  };
}

/** What a call becomes when Dropbox makes a job of it. */
function jobKindOf(action: Action): JobKind {
  if (action === 'provision') return 'add';
  return action === 'transfer' ? 'move' : 'remove';
}

/** What the history calls the end of a run. */
function outcomeOf({ changes }: RunReport, error: TeamsyncError | null): RunOutcome {
  switch (error?.exitCode) {
    case undefined:
      return changes.length === 0 ? 'nothing' : 'done';
    case 3:
      return 'refused';
    case 130:
    case 143:
      return 'interrupted';
    default:
      return 'failed';
  }
}

function storedChange(change: RunReport['changes'][number]) {
  const { id, action, email, memberId, status, error, reversibleUntil, before, after, options } = change;
  return { id, action, email, memberId, status, error, reversibleUntil, before, after, options };
}
