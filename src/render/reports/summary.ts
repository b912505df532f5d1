import { clean } from '../clean.ts';
import { overridesText, rosterText } from '../diff.ts';
import { count } from '../layout.ts';
import { LOOKS } from '../looks.ts';
import type { RunReport } from '../report.ts';
import type { Ended } from './ended.ts';
import { ACTIONS, inUtc, isDestructive } from './rows.ts';

/** How a run ended, for the eye: well, not at all as somebody wanted it, or badly. */
export type Tone = 'success' | 'refused' | 'error';

/** A number of people or changes with what it counts. */
export interface Count {
  label: string;
  number: number;
  destructive: boolean;
}

/** Exit codes with which a run ends well. */
const GOOD: ReadonlySet<number> = new Set([0, 2]);
/** Exit codes with which a run did nothing, or stopped, because somebody or a rail said so. */
const REFUSED: ReadonlySet<number> = new Set([3, 7, 10, 130, 143]);

/** How a run ended, for the eye. */
export function toneOf({ exitCode }: Ended): Tone {
  if (GOOD.has(exitCode)) return 'success';
  return REFUSED.has(exitCode) ? 'refused' : 'error';
}

/** The one line that tells what a run came to. */
export function headline({ report }: Ended): string {
  const { changes, mode, summary } = report;
  if (changes.length === 0) return 'No changes';
  const all = count(changes.length, 'change', 'changes');
  if (mode === 'dry-run') return `${all} planned`;
  const untouched = changes.every(({ status }) => status === 'planned');
  return untouched ? `${all} planned, none applied` : `${String(summary.applied)} of ${all} applied`;
}

/** How a run ended, as a sentence. */
export function endingText({ exitCode, error }: Ended): string {
  if (error === null) return `Ended well, with exit code ${String(exitCode)}.`;
  return plain(`Ended with exit code ${String(exitCode)} (${error.code}): ${error.message}`);
}

/** What a run was about, each with its label. */
export function factsOf({ command, report, at }: Ended): [label: string, text: string][] {
  const { team, mode, runId, overrides, checksum } = report;
  return [
    ['Team', `${clean(team.name)}, ${count(team.members, 'member', 'members')}`],
    ['Command', clean(command) + (mode === 'dry-run' ? ', a dry run: nothing was sent' : '')],
    ['Source', sourceOf(report)],
    ...(overrides.length === 0
      ? []
      : [['Rails', `for this run alone: ${overridesText(overrides)}`] as const]),
    ...proofOf(report),
    ['Run', clean(runId)],
    ['Ended', inUtc(at.toISOString())],
    ['Checksum', clean(checksum)],
  ].map(([label = '', text = '']) => [label, text]);
}

/** Changes by action, the destructive ones first, then what became of them and who got none. */
export function countsOf({ changes, mode, summary }: RunReport): Count[] {
  const harmless = (label: string, number: number): Count => ({ label, number, destructive: false });
  const { applied, failed, skipped, unknown, unchanged, blocked, kept } = summary;
  const became = [
    harmless('Applied', applied),
    harmless('Failed', failed),
    harmless('Skipped', skipped),
    harmless('Unknown', unknown),
  ];
  return [
    ...ACTIONS.map((action) => ({
      label: LOOKS[action].heading,
      number: changes.filter((change) => change.action === action).length,
      destructive: isDestructive(action),
    })).filter(({ number }) => number > 0),
    ...(mode === 'apply' ? became.filter(({ number }) => number > 0) : []),
    harmless('Unchanged', unchanged),
    harmless('Blocked', blocked),
    harmless('Left alone', kept),
  ];
}

/** Text of ours or of somebody else on one line, without controls, its dates in UTC. */
export function plain(text: string): string {
  return clean(inUtc(text.replaceAll('\n', ' ')));
}

/** Without people it was no roster that was asked. */
function sourceOf({ roster }: RunReport): string {
  return roster.people === 0 ? clean(roster.source) : rosterText(roster);
}

function proofOf({ verified, differences }: RunReport): (readonly [string, string])[] {
  if (verified === null) return [];
  if (verified) return [['Verified', 'yes: the team was read again and is as planned']];
  const still =
    differences.length === 0
      ? 'the team was not read again'
      : `still differing: ${differences.map(clean).join(', ')}`;
  return [['Verified', `no: ${still}`]];
}
