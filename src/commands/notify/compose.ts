import { redact } from '../../auth/secret.ts';
import { EXIT } from '../../errors.ts';
import { clean, cleanLines } from '../../render/clean.ts';
import { count } from '../../render/layout.ts';
import type { ReportedChange, RunReport } from '../../render/report.ts';
import type { Outcome } from '../context.ts';
import { fitMessage } from './fit.ts';

/** People named with what became of them; the rest is counted. */
const NAMED = 10;

/** What a message tells of. */
export interface Told {
  command: string;
  /** What has to be typed for the same profile, with a space before it. */
  profile: string;
  /** By name and id; `null` where nobody knows it. */
  team: { id: string; name: string } | null;
  exitCode: number;
  error: Outcome['error'];
  /** `null` when it never came to a run. */
  report: RunReport | null;
  /** The runs before it failed, and a message told of that. */
  recovered: boolean;
}

/** The message about the end of a run: which team, what was done and what was not, and what to type next. */
export function composeMessage(told: Told): string {
  const { command, profile, team, error, report } = told;
  const lines = [
    `teamsync ${command}${profile}: ${endOf(told)}`,
    `Team: ${team === null ? 'not known' : `${team.name} (${team.id})`}`,
    ...(report === null ? ['No change was made: it never came to a run.'] : doneLines(report)),
    ...(error === null ? [] : [error.message]),
  ];
  const last = [...(report === null ? [] : [`Run: ${report.runId}`]), `Next: ${nextOf(told)}`];
  const safe = (line: string): string => redact(cleanLines(line));
  return fitMessage(lines.map(safe), last.map(safe));
}

function endOf({ exitCode, error, recovered }: Told): string {
  const code = error === null ? '' : `, ${error.code}`;
  return `${recovered ? 'works again' : wordsFor(exitCode)} (exit code ${String(exitCode)}${code})`;
}

function wordsFor(exitCode: number): string {
  switch (exitCode) {
    case EXIT.done:
      return 'done';
    case EXIT.refused:
      return 'refused by a safety rail';
    case EXIT.someFailed:
      return 'not everything was done';
    case EXIT.declined:
    case EXIT.terminated:
      return 'interrupted';
    default:
      return 'failed';
  }
}

function doneLines({ changes, blocked, summary }: RunReport): string[] {
  const applied = changes.filter(({ status }) => status === 'applied');
  const open = [
    ...changes.filter(({ status }) => status !== 'applied').map(openText),
    ...blocked.map(({ action, email, code }) => `${action} ${clean(email)}: blocked, ${code}`),
  ];
  const named = open.slice(0, NAMED);
  return [
    `Done: ${String(summary.applied)} of ${count(changes.length, 'change', 'changes')}; blocked: ${String(summary.blocked)}; left alone: ${String(summary.kept)}.`,
    ...listed('Not done', named, open.length),
    ...listed('Done', applied.slice(0, NAMED - named.length).map(changeText), applied.length),
  ];
}

function openText(change: ReportedChange): string {
  const { status, error } = change;
  const what = status === 'planned' ? 'not begun' : status;
  return `${changeText(change)}: ${what}${error === null ? '' : `, ${error.code}`}`;
}

function changeText({ action, email }: ReportedChange): string {
  return `${action} ${clean(email)}`;
}

function listed(head: string, named: readonly string[], total: number): string[] {
  if (named.length === 0) return [];
  const rest = total - named.length;
  return [`${head}: ${named.join('; ')}${rest > 0 ? `; and ${String(rest)} more` : ''}.`];
}

function nextOf({ error, report, profile }: Told): string {
  if (error?.hint != null) return error.hint;
  return report === null ? `teamsync status${profile}` : `teamsync history show ${report.runId}${profile}`;
}
