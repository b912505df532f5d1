import { aboutGroup, groupOf } from './about-group.ts';
import { clean } from './clean.ts';
import { count, wrap } from './layout.ts';
import { LOOKS } from './looks.ts';
import type { ReportedChange, RunReport } from './report.ts';
import { DETAIL_INDENT, headed, type Style } from './sections.ts';

/** What became of a plan that was applied: everything that did not work by name, the counts, and the proof. */
export function renderResult(report: RunReport, style: Style): string {
  const { paint, width } = style;
  const troubled = report.changes.filter(({ status }) => status !== 'applied');
  const { applied, failed, skipped, unknown } = report.summary;
  const rest = [
    ...(failed > 0 ? [`${String(failed)} failed`] : []),
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
    ...(unknown > 0 ? [`${String(unknown)} unknown`] : []),
  ];
  const others = rest.length === 0 ? '' : `, ${rest.join(', ')}`;
  const counts = `Applied ${String(applied)} of ${count(report.changes.length, 'change', 'changes')}${others}.`;
  const lines = [
    '',
    ...troubled.flatMap((change) => troubleLines(change, style)),
    ...(troubled.length > 0 ? [''] : []),
    ...wrap(counts, width, 0).map((line) => paint.bold(line)),
    ...proof(report, style),
    ...wayBack(report, style),
  ];
  return `${lines.join('\n')}\n`;
}

function troubleLines(change: ReportedChange, { paint, width }: Style): string[] {
  const { action, email, status, error } = change;
  const head = `${LOOKS[action].symbol} ${action} ${clean(email)}${aboutGroup(action, groupOf(change))}: ${status}`;
  const reason = error === null ? [] : wrap(clean(`${error.code}: ${error.message}`), width, DETAIL_INDENT);
  return [...headed(head, [], paint.red.bold, width), ...reason];
}

function proof({ verified, differences }: RunReport, { paint, width }: Style): string[] {
  if (verified === true) return [paint.green('Verified: the team was read again and is as planned.')];
  if (differences.length === 0) return ['Not verified: the team was not read again.'];
  return [
    ...wrap('Not verified: read again, the team still differs in', width, 0),
    ...differences.map((id) => `  ${clean(id)}`),
  ];
}

/** How to take back what was done, and until when that brings back who was removed. */
function wayBack({ runId, changes }: RunReport, { width, profile }: Style): string[] {
  if (!changes.some((change) => change.status === 'applied' && canComeBack(change))) return [];
  const dates = changes.flatMap(({ status, reversibleUntil }) =>
    status === 'applied' && reversibleUntil !== null ? [reversibleUntil] : [],
  );
  const [first] = dates.sort();
  const until = first === undefined ? '' : `; removed accounts come back until ${first}`;
  return wrap(`To take it back: teamsync undo ${runId}${profile}${until}`, width, 0);
}

/** Mails are not taken back; files that were moved do not come back, nor does an account that left with its files or alone. */
function canComeBack({ action, options }: ReportedChange): boolean {
  if (action === 'invite' || action === 'transfer') return false;
  return action !== 'deprovision' || (options.method !== 'downgrade' && options.transferTo === undefined);
}
