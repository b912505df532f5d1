import type { ChalkInstance } from 'chalk';
import { aboutGroup, groupIn } from './about-group.ts';
import { clean } from './clean.ts';
import { count, wrap, table } from './layout.ts';
import { LOOKS } from './looks.ts';
import { DETAIL_INDENT, headed, type Style } from './sections.ts';

/** What became of a run; `crashed` also as long as it is still at work. */
type HistoryOutcome = 'done' | 'nothing' | 'failed' | 'refused' | 'interrupted' | 'crashed';

/** One of the `runs` of `history list`. */
export interface HistoryRun {
  runId: string;
  at: string;
  command: string;
  mode: 'dry-run' | 'apply';
  outcome: HistoryOutcome;
  /** `null` for a run that never came to its end. */
  exitCode: number | null;
  summary: Readonly<Record<string, number>>;
}

/** A change of a run with what became of it. */
export interface HistoryChange {
  id: string;
  action: string;
  email: string;
  status: string;
  error: { code: string; message: string } | null;
  reversibleUntil: string | null;
}

/** One run as `history show` tells of it. */
export interface HistoryDetails extends HistoryRun {
  teamId: string;
  changes: readonly HistoryChange[];
}

const LABEL_WIDTH = 9;

/** The runs as a table, the newest first; with runs of several teams each names its own. */
export function renderHistory(
  runs: readonly (HistoryRun & { teamId: string })[],
  total: number,
  { paint, profile }: Style,
): string {
  if (total === 0) {
    return `Nothing was run yet. Begin with: teamsync reconcile ROSTER --dry-run${profile}\n`;
  }
  const several = new Set(runs.map(({ teamId }) => teamId)).size > 1;
  const head = ['RUN', 'WHEN', 'COMMAND', 'OUTCOME', 'EXIT', 'CHANGES', ...(several ? ['TEAM'] : [])];
  const rows = runs.map((run) => [
    run.runId,
    run.at,
    run.command,
    run.outcome,
    run.exitCode === null ? '' : String(run.exitCode),
    countsOf(run),
    ...(several ? [run.teamId] : []),
  ]);
  const earlier = total - runs.length;
  const more =
    earlier === 0
      ? []
      : [
          '',
          `${count(earlier, 'earlier run', 'earlier runs')}: teamsync history --limit ${String(total)}${profile}`,
        ];
  return [...table(head, rows, paint), ...more, ''].join('\n');
}

/** One run: what it was, what became of each change, and how to take back those that still can be. */
export function renderRun(run: HistoryDetails, undoable: ReadonlySet<HistoryChange>, style: Style): string {
  const { paint } = style;
  const exit = run.exitCode === null ? '' : `, exit code ${String(run.exitCode)}`;
  return [
    paint.bold(`Run ${clean(run.runId)}`),
    line('Team', clean(run.teamId)),
    line('Command', clean(run.mode === 'dry-run' ? `${run.command} (dry run)` : run.command)),
    line('Started', run.at),
    line('Outcome', `${paintFor(run.outcome, paint)(run.outcome)}${exit}: ${countsOf(run)}`),
    ...endLines(run, style),
    ...(run.changes.length === 0 ? [] : ['']),
    ...run.changes.flatMap((change) => changeLines(change, undoable.has(change), style)),
    ...(undoable.size === 0
      ? []
      : ['', `Take back what still can be with: teamsync undo ${clean(run.runId)}${style.profile}`]),
    '',
  ].join('\n');
}

/** That nothing was found that is not as it was written. */
export function renderIntact(entries: number, teams: number): string {
  if (entries === 0) return 'No run was written into an audit log yet, so there is nothing to check.\n';
  const where = teams > 1 ? `the audit logs of ${String(teams)} teams` : 'the audit log';
  return `Intact: ${count(entries, 'entry', 'entries')} in ${where}.\n`;
}

function countsOf({ summary, outcome, exitCode }: HistoryRun): string {
  const parts = ['applied', 'failed', 'skipped', 'unknown'].flatMap((status) => {
    const number = summary[status] ?? 0;
    return number === 0 ? [] : [`${String(number)} ${status}`];
  });
  if (parts.length > 0) return parts.join(', ');
  if (exitCode === null) return 'not ended';
  return outcome === 'nothing' || outcome === 'done' ? 'nothing to do' : 'nothing applied';
}

function endLines({ outcome, exitCode }: HistoryRun, { width }: Style): string[] {
  if (outcome !== 'crashed') return [];
  const words =
    exitCode === null
      ? 'It has not ended: it is at work, or was cut off. Then the next run that changes something finds out what it did.'
      : 'It was cut off. What it did was found out by a later run.';
  return wrap(words, width, 0);
}

function changeLines(change: HistoryChange, undoable: boolean, { paint, width }: Style): string[] {
  const { action, email, status, error, reversibleUntil } = change;
  const symbol = Object.entries(LOOKS).find(([name]) => name === action)?.[1].symbol ?? '*';
  const head = `${symbol} ${clean(`${action} ${email}`)}${aboutGroup(action, groupIn(change))}: ${clean(status)}`;
  const when = reversibleUntil === null || status !== 'applied' ? [] : [until(reversibleUntil, undoable)];
  const colour = status === 'applied' ? paint.bold : paint.red.bold;
  const reason = error === null ? [] : wrap(clean(`${error.code}: ${error.message}`), width, DETAIL_INDENT);
  return [...headed(head, when, colour, width), ...reason];
}

function until(date: string, undoable: boolean): string {
  return `${undoable ? 'can' : 'could'} be undone until ${date}`;
}

function paintFor(outcome: HistoryOutcome, paint: ChalkInstance): ChalkInstance {
  switch (outcome) {
    case 'done':
    case 'nothing':
      return paint.green;
    case 'failed':
    case 'refused':
    case 'interrupted':
    case 'crashed':
      return paint.red;
  }
}

function line(label: string, text: string): string {
  return `${label.padEnd(LABEL_WIDTH)} ${text}`;
}
