import { expect, test } from 'vitest';
import { LOOKS } from '../../../src/render/looks.ts';
import { ACTIONS, inUtc, isDestructive, rowsOf } from '../../../src/render/reports/rows.ts';
import { deprovision, planWith, provision, suspend, transfer, update } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { everything } from '../everything.ts';
import { endedSpoilt } from './ended-run.ts';

const AT = new Date('2026-03-02T10:00:00Z');

test('destructive changes come first, then the others, the blocked and who is left alone', () => {
  const rows = rowsOf(reportOf(everything()), AT);
  const kinds = rows.map(({ status, destructive }) => (destructive ? 'destructive' : status));
  expect(kinds.join(' ')).toMatch(/^(destructive )+(planned )+(blocked )+kept$/);
  expect(rows.filter(({ destructive }) => destructive).map(({ word }) => word)).toEqual(
    expect.arrayContaining(['REMOVE', 'SUSPEND', 'DOWNGRADE', 'WITHDRAW INVITATION', 'TRANSFER']),
  );
});

test('changes of one action keep the order in which they are applied', () => {
  const plan = planWith([provision('b@x.org'), provision('a@x.org'), suspend('d@x.org'), suspend('c@x.org')]);
  expect(rowsOf(reportOf(plan), AT).map(({ email }) => email[0])).toEqual(['d', 'c', 'b', 'a']);
});

test('every action that there is has its place', () => {
  expect([...ACTIONS].sort()).toEqual(Object.keys(LOOKS).sort());
  expect(ACTIONS.map(isDestructive).lastIndexOf(true)).toBe(2);
});

test('a removal says what it deletes, frees and until when it can be taken back, in UTC', () => {
  const change = deprovision(
    'leo@x.org',
    { wipeData: true },
    {
      name: 'Leo Lund',
      explanation: 'Leo left on 2026-03-01T09:00:00Z.',
      reversibleUntil: '2026-03-09T10:00:00Z',
    },
  );
  const [row] = rowsOf(reportOf(planWith([change])), AT);
  expect(row).toEqual({
    status: 'planned',
    action: 'deprovision',
    destructive: true,
    word: 'REMOVE',
    email: 'leo@x.org',
    name: 'Leo Lund',
    what: 'active → removed',
    remarks: ['DELETES THE DATA ON LINKED DEVICES'],
    why: ['Leo left on 2026-03-01 09:00 UTC.', 'frees a licence', 'can be undone until 2026-03-09 10:00 UTC'],
  });
});

test('a change that failed says why before everything else', () => {
  const changes = [transfer('a@x.org', 'b@x.org'), update('c@x.org', { surname: 'A' }, { surname: 'B' })];
  const results = new Map([
    ['transfer:a@x.org', { status: 'failed', error: { code: 'no_space', message: 'Full.' } }] as const,
  ]);
  const applied = { changes, results, verified: false, differences: [] };
  const [moved, updated] = rowsOf(reportOf(planWith(changes), { mode: 'apply', applied }), AT);
  expect(moved).toMatchObject({ status: 'failed', remarks: ['no_space: Full.'] });
  expect(updated).toMatchObject({ status: 'skipped', remarks: [], what: 'surname A → B' });
});

test('whoever is blocked has the code, the group and the date from which it is possible', () => {
  const blocked = rowsOf(reportOf(everything()), AT).filter(({ status }) => status === 'blocked');
  expect(blocked.map(({ word, what }) => `${word} ${what}`)).toEqual([
    'no recover: recoverable_until until 2026-03-09 10:00 UTC',
    'no group_add to Legal: group_missing',
    'no provision: no_licence',
  ]);
});

test('no text has anything in it that could steer whoever shows it', () => {
  for (const bad of ['\u202eevil', '\u001b[2J', 'a\nb', 'a\u2028b', '\u2066x\u2069']) {
    expect(JSON.stringify(rowsOf(endedSpoilt(bad).report, AT))).not.toMatch(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\\n|\\u00/u,
    );
  }
});

test('a stamp is shown in UTC, with the zone', () => {
  expect(inUtc('until 2026-03-09T23:59:59Z.')).toBe('until 2026-03-09 23:59 UTC.');
});
