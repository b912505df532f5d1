import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { renderCsvReport } from '../../../src/render/reports/csv.ts';
import { deprovision, filesTo, planWith, provision, setRole, update } from '../../helpers/changes.ts';
import { groupAdd } from '../../helpers/group-changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { everything } from '../everything.ts';
import { endedSpoilt } from './ended-run.ts';

type Line = Record<string, string>;

function recordsOf(text: string): Line[] {
  return parse(text, { columns: true });
}

/** A record without its empty cells. */
function filled(record: Line | undefined): Line {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([, cell]) => cell !== ''));
}

test('the columns are these, in this order, also of a run without any change', () => {
  expect(renderCsvReport(reportOf())).toBe(
    'status,action,reason,email,name,change,input.line,input.groups,input.externalId,input.givenName,input.surname,' +
      'input.role,input.group,input.transferTo,result.status,result.code,result.message,result.reversibleUntil,result.until\n',
  );
});

test('there is one line a person and change in the order of application, then the blocked and who is left alone', () => {
  const report = reportOf(everything());
  const records = recordsOf(renderCsvReport(report));
  expect(records.map(({ email }) => email)).toEqual(
    [...report.changes, ...report.blocked, ...report.kept].map(({ email }) => email),
  );
  expect(records.slice(-4).map((record) => record['status'])).toEqual([
    'blocked',
    'blocked',
    'blocked',
    'kept',
  ]);
});

test('a change has the facts of the roster and what became of it, its dates as they are', () => {
  const until = '2026-03-09T10:00:00Z';
  const leaver = deprovision('leo@x.org', filesTo('boss@x.org'), {
    name: 'Leo Lund',
    reversibleUntil: until,
  });
  const joiner = provision('pia@x.org', { externalId: 'E7', source: { line: 9, groups: ['eng', 'ops'] } });
  const changes = [joiner, leaver];
  const results = new Map([
    [leaver.id, { status: 'failed', error: { code: 'no_space', message: 'Full, "really".' } }] as const,
    [joiner.id, { status: 'applied', error: null }] as const,
  ]);
  const applied = { changes, results, verified: false, differences: [] };
  const [first, second] = recordsOf(renderCsvReport(reportOf(planWith(changes), { mode: 'apply', applied })));
  expect(filled(first)).toEqual({
    status: 'applied',
    action: 'provision',
    reason: 'assigned_active',
    email: 'pia@x.org',
    change: 'no account → invited',
    'input.line': '9',
    'input.groups': 'eng;ops',
    'input.externalId': 'E7',
    'result.status': 'applied',
  });
  expect(filled(second)).toEqual({
    status: 'failed',
    action: 'deprovision',
    reason: 'unassigned',
    email: 'leo@x.org',
    name: 'Leo Lund',
    change: 'active → removed, files → boss@x.org; cannot be undone',
    'input.line': '2',
    'input.transferTo': 'boss@x.org',
    'result.status': 'failed',
    'result.code': 'no_space',
    'result.message': 'Full, "really".',
    'result.reversibleUntil': until,
  });
});

test('names, roles and groups have columns of their own', () => {
  const changes = [
    update('a@x.org', { surname: 'A' }, { surname: 'B', givenName: 'C', externalId: 'E1' }),
    setRole('a@x.org', 'member', 'Team admin'),
    groupAdd('a@x.org', 'Engineering'),
  ];
  const [updated, role, group] = recordsOf(renderCsvReport(reportOf(planWith(changes))));
  expect(updated).toMatchObject({ 'input.surname': 'B', 'input.givenName': 'C', 'input.externalId': 'E1' });
  expect(role).toMatchObject({ 'input.role': 'Team admin' });
  expect(group).toMatchObject({ 'input.group': 'Engineering' });
});

test('whoever is blocked has the code as the reason, and the date from which it is possible', () => {
  const [blocked, group] = recordsOf(renderCsvReport(reportOf(everything()))).slice(-4);
  expect(filled(blocked)).toEqual({
    status: 'blocked',
    action: 'recover',
    reason: 'recoverable_until',
    email: 'old@example.com',
    'result.status': 'blocked',
    'result.code': 'recoverable_until',
    'result.message': 'Dropbox keeps the address reserved until then.',
    'result.until': '2026-03-09T10:00:00Z',
  });
  expect(group).toMatchObject({ 'input.group': 'Legal' });
});

test.each(['=HYPERLINK("http://x.org")', '+1', '-1', '@SUM(A1)', '\t=1', 'a\r\nb,"c'])(
  'the text %j becomes no formula and no further cell or line',
  (bad) => {
    const { report } = endedSpoilt(bad);
    const records = recordsOf(renderCsvReport(report));
    expect(records).toHaveLength(report.changes.length + 2);
    const cells = records.flatMap((record) => Object.values(record));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  },
);
