import { expect, test } from 'vitest';
import type { ChangeResult } from '../../../src/apply/types.ts';
import { Secret } from '../../../src/auth/secret.ts';
import { composeMessage, type Told } from '../../../src/commands/notify/compose.ts';
import { RailError, TeamsyncError } from '../../../src/errors.ts';
import type { Change } from '../../../src/plan/change.ts';
import type { Plan } from '../../../src/plan/types.ts';
import { deprovision, planWith, provision, suspend } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';

const TEAM = { id: 'dbtid:1', name: 'Acme' };
const RUN = '20260302T100000Z-000000';
const BECAME = {
  applied: { status: 'applied', error: null },
  failed: { status: 'failed', error: { code: 'user_not_found', message: 'Nobody.' } },
  skipped: { status: 'skipped', error: { code: 'interrupted', message: 'Not begun.' } },
} satisfies Record<string, ChangeResult>;

function resultsOf(changes: Change[], statuses: (keyof typeof BECAME)[]): Parameters<typeof reportOf>[1] {
  const results = new Map<string, ChangeResult>(
    changes.map(({ id }, index) => [id, BECAME[statuses[index] ?? 'applied']]),
  );
  return { mode: 'apply', applied: { changes, results, verified: true, differences: [] } };
}

function linesOf(told: Partial<Told>): string[] {
  return composeMessage({
    command: 'reconcile',
    profile: '',
    team: TEAM,
    exitCode: 0,
    error: null,
    report: null,
    recovered: false,
    ...told,
  }).split('\n');
}

const CHANGES = [provision('ana@x.org'), suspend('ben@x.org'), deprovision('cem@x.org')];

test('a run that changed something says what, and how to look at it', () => {
  const report = reportOf(planWith(CHANGES), resultsOf(CHANGES, []));
  expect(linesOf({ report, profile: ' --profile acme' })).toEqual([
    'teamsync reconcile --profile acme: done (exit code 0)',
    'Team: Acme (dbtid:1)',
    'Done: 3 of 3 changes; blocked: 0; left alone: 0.',
    'Done: provision ana@x.org; suspend ben@x.org; deprovision cem@x.org.',
    `Run: ${RUN}`,
    `Next: teamsync history show ${RUN} --profile acme`,
  ]);
});

test('a run that did a part says first what was not done, and why', () => {
  const blocked: Plan['blocked'] = [
    { action: 'provision', email: 'dan@x.org', code: 'no_licence', message: 'None.', until: null },
  ];
  const plan = planWith(CHANGES, { blocked });
  const report = reportOf(plan, resultsOf(CHANGES, ['applied', 'failed', 'skipped']));
  const error = new TeamsyncError(4, 'some_changes_failed', 'Not everything was done.', {
    hint: 'Mend it.',
  });
  expect(linesOf({ report, exitCode: 4, error })).toEqual([
    'teamsync reconcile: not everything was done (exit code 4, some_changes_failed)',
    'Team: Acme (dbtid:1)',
    'Done: 1 of 3 changes; blocked: 1; left alone: 0.',
    'Not done: suspend ben@x.org: failed, user_not_found; deprovision cem@x.org: skipped, interrupted; provision dan@x.org: blocked, no_licence.',
    'Done: provision ana@x.org.',
    'Not everything was done.',
    `Run: ${RUN}`,
    'Next: Mend it.',
  ]);
});

test('a refusal says that nothing was begun', () => {
  const report = reportOf(planWith(CHANGES), { mode: 'apply' });
  const error = new RailError('too_many_deprovisions', 'It would remove 9. Nothing was sent to Dropbox.');
  const lines = linesOf({ report, exitCode: 3, error });
  expect(lines[0]).toBe('teamsync reconcile: refused by a safety rail (exit code 3, too_many_deprovisions)');
  expect(lines).toContain(
    'Not done: provision ana@x.org: not begun; suspend ben@x.org: not begun; deprovision cem@x.org: not begun.',
  );
  expect(lines.at(-1)).toBe(`Next: teamsync history show ${RUN}`);
});

test('what never came to a run says so, also where nobody knows the team', () => {
  const error = new TeamsyncError(5, 'not_authorized', 'No Dropbox team is authorized.');
  expect(linesOf({ exitCode: 5, error, team: null })).toEqual([
    'teamsync reconcile: failed (exit code 5, not_authorized)',
    'Team: not known',
    'No change was made: it never came to a run.',
    'No Dropbox team is authorized.',
    'Next: teamsync status',
  ]);
});

test('what was interrupted after it had changed something says that', () => {
  const report = reportOf(planWith(CHANGES), resultsOf(CHANGES, ['applied', 'skipped', 'skipped']));
  expect(linesOf({ report, exitCode: 143 })[0]).toBe('teamsync reconcile: interrupted (exit code 143)');
});

test('of many people ten are named, those with whom something went wrong before the others', () => {
  const many = Array.from({ length: 30 }, (_, index) => provision(`p${String(index)}@x.org`));
  const failing = many.map((_, index) => (index < 4 ? 'failed' : 'applied'));
  const report = reportOf(planWith(many), resultsOf(many, failing));
  const text = linesOf({ report }).join('\n');
  expect(new Set(text.match(/p\d+@x\.org/g)).size).toBe(10);
  expect(text).toContain('p3@x.org: failed, user_not_found.');
  expect(text).toContain('p9@x.org; and 20 more.');
});

test('neither a secret nor anything that steers a terminal is in it', () => {
  const secret = new Secret('SENTINEL-0123456789');
  const error = new TeamsyncError(1, 'unexpected', `Odd \u001b[31m ${secret.reveal()}`, {
    hint: `Look at ${encodeURIComponent(secret.reveal())}`,
  });
  const text = linesOf({ exitCode: 1, error, team: { id: 'dbtid:1', name: 'A\u202Eme <!here>' } }).join('\n');
  expect(text).not.toContain('SENTINEL');
  expect(text).not.toMatch(/\p{Cc}(?<!\n)|\p{Cf}|<!/u);
});

test('a run that ends a failure that was told of says that it works again', () => {
  expect(linesOf({ report: reportOf(), recovered: true })[0]).toBe(
    'teamsync reconcile: works again (exit code 0)',
  );
});
