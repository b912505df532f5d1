import { expect, test } from 'vitest';
import { appoint, invite, join, leave, transfer } from '../../apply/changes.ts';
import type { ChangeResult } from '../../../src/apply/types.ts';
import {
  deprovision,
  planWith,
  provision,
  recover,
  suspend,
  unsuspend,
  update,
} from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { member, inSync, person } from '../../helpers/team-builder.ts';

const changes = [
  update('u@x.org', { surname: 'A' }, { surname: 'B' }),
  recover('r@x.org'),
  unsuspend('n@x.org'),
  provision('p@x.org'),
  suspend('s@x.org'),
  deprovision('d@x.org'),
  deprovision('e@x.org'),
  join('g@x.org', 'Engineering'),
  leave('g@x.org', 'Sales'),
  leave('s@x.org', 'Sales'),
  appoint('g@x.org'),
  invite('i@x.org'),
  transfer('t@x.org'),
];
const held = { email: 'h@x.org', message: 'Held.', until: null } as const;
const plan = planWith(changes, {
  kept: [{ ...held, action: 'deprovision', code: 'held' }],
  blocked: [{ ...held, action: 'provision', code: 'no_licence' }],
  unchanged: [{ email: 'x@x.org', code: 'as_wanted', message: 'As wanted.' }],
  disabled: { ...planWith([]).disabled, groups: 3 },
  seats: { before: { licensed: 10, used: 3, free: 7 }, freed: 2, taken: 2, purchased: 1 },
});

test('a dry run reports every change as planned, and counts what there is', () => {
  const report = reportOf(plan);
  expect(report.changes).toEqual(changes.map((change) => ({ ...change, status: 'planned', error: null })));
  expect(report.summary).toEqual({
    provision: 1,
    recover: 1,
    unsuspend: 1,
    update: 1,
    suspend: 1,
    deprovision: 2,
    groupAdd: 1,
    groupRemove: 2,
    setRole: 1,
    invite: 1,
    transfer: 1,
    unchanged: 1,
    blocked: 1,
    kept: 1,
    applied: 0,
    failed: 0,
    skipped: 0,
    unknown: 0,
  });
  expect(report).toMatchObject({
    mode: 'dry-run',
    verified: null,
    differences: [],
    blocked: plan.blocked,
    kept: plan.kept,
    disabled: plan.disabled,
    seats: {
      freed: 2,
      taken: 2,
      purchased: 1,
      before: { licensed: 10, used: 3, free: 7 },
      after: { licensed: 11, used: 3, free: 8 },
    },
    checksum: plan.checksum,
  });
});

test('the keys of a report are those of the contract, and what was added to it', () => {
  expect(Object.keys(reportOf(plan))).toEqual([
    'runId',
    'mode',
    'team',
    'seats',
    'roster',
    'overrides',
    'changes',
    'blocked',
    'kept',
    'disabled',
    'summary',
    'timings',
    'requests',
    'verified',
    'differences',
    'checksum',
  ]);
  for (const change of reportOf(plan).changes) {
    expect(Object.keys(change)).toEqual(
      expect.arrayContaining([
        'id',
        'action',
        'email',
        'memberId',
        'externalId',
        'reason',
        'explanation',
        'source',
        'before',
        'after',
        'options',
        'reversibleUntil',
        'status',
        'error',
      ]),
    );
  }
});

test('the roster is told with its people by what it wants of them', () => {
  const people = [
    person({ email: 'a@x.org' }),
    person({ email: 'b@x.org' }),
    person({ email: 'c@x.org', wanted: 'suspended' }),
    person({ email: 'd@x.org', wanted: 'unassigned' }),
  ];
  expect(reportOf(plan, { people }).roster).toEqual({
    source: 'roster.csv',
    format: 'csv',
    sha256: 'a'.repeat(64),
    people: 4,
    assigned: 2,
    suspended: 1,
    unassigned: 1,
  });
});

test('the team is told with its living members', () => {
  const actual = inSync(2)
    .withMember(member({ email: 'gone@example.com', status: 'removed' }))
    .licences(10)
    .actual();
  expect(reportOf(plan, { actual }).team).toEqual({
    id: 'dbtid:1',
    name: 'Acme',
    members: 3,
    licences: { licensed: 10, used: 3, free: 7 },
  });
});

test('an applied run reports what became of each change, those that came up on the way included', () => {
  const failed: ChangeResult = { status: 'failed', error: { code: 'tag', message: 'Refused.' } };
  const late = unsuspend('r@x.org');
  const all = [...changes, late];
  const applied = {
    changes: all,
    results: new Map<string, ChangeResult>(
      all.map(({ id }) => [id, id === 'suspend:s@x.org' ? failed : { status: 'applied', error: null }]),
    ),
    verified: false,
    differences: ['suspend:s@x.org'],
  };
  const report = reportOf(plan, { mode: 'apply', applied });
  expect(report.changes.at(-1)).toEqual({ ...late, status: 'applied', error: null });
  expect(report.changes.find(({ id }) => id === 'suspend:s@x.org')).toMatchObject({
    status: 'failed',
    error: { code: 'tag', message: 'Refused.' },
  });
  expect(report.summary).toMatchObject({
    unsuspend: 2,
    applied: changes.length,
    failed: 1,
    skipped: 0,
    unknown: 0,
  });
  expect(report).toMatchObject({ verified: false, differences: ['suspend:s@x.org'] });
});

test('a change that nothing is known of was not reached', () => {
  const applied = { changes, results: new Map<string, ChangeResult>(), verified: false, differences: [] };
  const report = reportOf(plan, { mode: 'apply', applied });
  expect(report.summary.skipped).toBe(changes.length);
});
