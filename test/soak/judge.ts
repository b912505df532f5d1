import type { SandboxSnapshot } from '../../src/sandbox/snapshot.ts';
import type { Report, ReportedChange } from './report.ts';
import { untruths } from './truth.ts';
import { lostFiles, strayGroups, unmet, type Wishes } from './wishes.ts';

/** Refusals of Dropbox that no further run can do anything about. */
const FOR_GOOD: ReadonlySet<string> = new Set(['cannot_set_permissions', 'transfer_admin_is_not_admin']);

/** Everything about a run and its report that is not so, or should not be. */
export function complaintsAbout(
  { exitCode, error, data }: Report,
  wishes: Wishes,
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  const changes = data.changes ?? [];
  const broken = [
    ...untruths(changes, before, after),
    ...strayGroups(wishes, before, after),
    ...lostFiles(wishes, before, after),
  ];
  if (error?.code === 'unexpected') broken.push(`something unexpected: ${error.message}`);
  if ((exitCode === 0) !== (error === null))
    broken.push(`exit code ${String(exitCode)} and error do not agree`);
  if (exitCode === 0 && changes.some(({ status }) => status !== 'applied'))
    broken.push('0, and not all applied');
  if (exitCode === 0 && data.verified === false) broken.push('0, and not verified');
  if (after.counters.wipesRequested.length > 0) broken.push('a wipe that nobody asked for');
  return broken;
}

/** Whoever was mailed more than once between two looks at a sandbox. */
export function mailedTwice(before: SandboxSnapshot, after: SandboxSnapshot): string[] {
  const mails = after.counters.mailsSent.slice(before.counters.mailsSent.length);
  return new Set(mails).size < mails.length ? [`mail sent twice: ${mails.join(', ')}`] : [];
}

/** Changes that a report still has and that another run might make. */
export function leftOf({ data }: Report): ReportedChange[] {
  return (data.changes ?? []).filter(
    ({ status, error }) => status !== 'failed' || !FOR_GOOD.has(error?.code ?? ''),
  );
}

/** What is still wrong in good weather: something to do, somebody who is not as wanted, or a code that nothing explains. */
export function unfinished(report: Report, wishes: Wishes, after: SandboxSnapshot): string[] {
  const { exitCode, error, data } = report;
  const why = `${error?.code ?? 'no error'} ${error?.message ?? ''}`;
  const left = leftOf(report);
  if (exitCode === 3 && error?.code === 'over_limit' && left.length > 0) return [];
  const ids = left.map(({ id }) => id).join(', ');
  if (ids !== '') return [`still to do: ${ids} (${why})`];
  const isBlocked = (data.blocked ?? []).length > 0 || (data.changes ?? []).length > 0;
  const isHeld = (data.kept ?? []).some(({ code }) => code === 'over_limit');
  const expected = isBlocked ? 4 : isHeld ? 3 : 0;
  return exitCode === expected
    ? unmet(wishes, withheldIn(report), after)
    : [`ended with ${String(exitCode)} instead of ${String(expected)} (${why})`];
}

/** Addresses of everybody of whom a report says why they are not as wanted. */
function withheldIn({ data: { blocked = [], kept = [], changes = [] } }: Report): ReadonlySet<string> {
  return new Set([...blocked, ...kept, ...changes].map(({ email }) => email));
}
