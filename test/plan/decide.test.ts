import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { EVERYTHING_ON, inSync, NOW, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const ID = `dbmid:${P1}`;
const base = inSync(20).settings(EVERYTHING_ON);
const at = (world: World, now: string): World => world.given({ now: new Date(now) });
const ids = (world: World): string[] => planOf(world).changes.map(({ id }) => id);

describe('somebody who returns within seven days', () => {
  const back = base.withMember({ email: P1, status: 'removed', recoverable: true });
  const removedOn = '2026-03-01T08:30:00.123Z';
  const removed = new Map([[ID, { email: P1, externalId: 'E1', removedOn }]]);
  const unwilling = back.settings({ provision: { recover: false } });

  test('is told from when on a new account is possible, where a run knows', () => {
    expect(planOf(unwilling.given({ removed })).blocked).toMatchObject([
      { action: 'recover', email: P1, code: 'recoverable_until', until: '2026-03-08T08:30:00Z' },
    ]);
    expect(planOf(unwilling).blocked).toMatchObject([{ code: 'recoverable_until', until: null }]);
  });

  test('is told the same when Dropbox refused the address lately and nobody can be brought back', () => {
    const until = '2026-03-08T08:30:00Z';
    const lost = base
      .withMember({ email: P1, status: 'removed' })
      .given({ reserved: new Map([[P1, until]]) });
    const plan = planOf(lost);
    expect(plan.blocked).toMatchObject([
      { action: 'provision', email: P1, code: 'recoverable_until', until },
    ]);
    expect(plan.changes).toEqual([]);
    expect(ids(at(lost, until))).toEqual([`provision:${P1}`]);
    const other = base.given({ reserved: new Map([['other@example.com', until]]) }).withoutMember(P1);
    expect(ids(other)).toEqual([`provision:${P1}`]);
  });
});

describe('a leaver with days between suspension and removal', () => {
  const staged = base
    .settings({ deprovision: { afterDays: 2, wipeData: true } })
    .withPerson({ email: P1, wanted: 'unassigned' });
  const waiting = staged.withMember({ email: P1, status: 'suspended', suspendedOn: '2026-03-01T10:00:00Z' });

  test('is suspended now, and what is on linked devices stays until the removal', () => {
    const [change] = planOf(staged).changes;
    expect(change).toMatchObject({
      id: `deprovision:${P1}`,
      after: { status: 'suspended' },
      options: { method: 'suspend', wipeData: false, removeOn: '2026-03-04T10:00:00Z' },
      seats: 0,
      reversibleUntil: null,
    });
    expect(change?.explanation).toBe(
      'Given1 Surname1 is not assigned in the roster (row 3), so the account is suspended now and removed after 2 days.',
    );
    const oneDay = planOf(staged.settings({ deprovision: { afterDays: 1 } })).changes[0];
    expect(oneDay?.explanation).toContain('removed after 1 day.');
  });

  test('is kept until the days since the suspension are over, and removed from then on', () => {
    expect(planOf(waiting)).toMatchObject({
      changes: [],
      kept: [{ action: 'deprovision', code: 'waiting_for_removal', until: '2026-03-03T10:00:00Z' }],
    });
    expect(ids(at(waiting, '2026-03-03T09:59:59Z'))).toEqual([]);
    const over = at(waiting, '2026-03-03T10:00:00Z');
    expect(planOf(over).changes).toMatchObject([
      { id: `deprovision:${P1}`, options: { method: 'remove', wipeData: true } },
    ]);
  });

  test('is not removed by itself when nobody knows since when', () => {
    const undated = waiting.withMember({ email: P1, suspendedOn: null });
    expect(planOf(at(undated, '2036-01-01T00:00:00Z')).kept).toMatchObject([
      { code: 'waiting_for_removal', until: null },
    ]);
  });

  test('stays when assigned again', () => {
    const again = waiting.withPerson({ email: P1, wanted: 'active' });
    expect(ids(again)).toEqual([`unsuspend:${P1}`]);
    expect(ids(at(again, '2036-01-01T00:00:00Z'))).toEqual([`unsuspend:${P1}`]);
  });

  test('becomes a personal account in the end where the method says so', () => {
    const kept = at(waiting, '2026-03-04T00:00:00Z').settings({
      deprovision: { method: 'downgrade', wipeData: false, retainTeamShares: true },
    });
    expect(planOf(kept).changes).toMatchObject([
      { options: { method: 'downgrade', retainTeamShares: true }, after: { status: 'removed' } },
    ]);
  });
});

test('a withdrawn invitation is not sent again before the row changes', () => {
  const uninvited = base.withoutMember(P1);
  const row = uninvited.people.find(({ email }) => email === P1);
  const cancelled = new Map([[P1, row === undefined ? '' : fingerprint(row)]]);
  const plan = planOf(uninvited.given({ cancelled }));
  expect(plan).toMatchObject({ changes: [], kept: [{ action: 'provision', code: 'invitation_cancelled' }] });
  expect(plan.kept[0]?.message).toContain('A changed row (row 3) invites again.');
  const changed = uninvited.withPerson({ email: P1, surname: 'Married' }).given({ cancelled });
  expect(ids(changed)).toEqual([`provision:${P1}`]);
});

test('an account is unchanged only where nothing of the person is', () => {
  const groups = [{ id: 'g:1', name: 'Eng', management: 'company' as const }];
  const world = base
    .settings({ groups: { enabled: true, map: { eng: 'Eng', ops: 'Ops' } } })
    .offering({ groups })
    .withPerson({ email: P1, groups: ['eng'] })
    .withPerson({ email: 'p2@example.com', groups: ['ops'] });
  const plan = planOf(world);
  expect(plan.changes.map(({ id }) => id)).toEqual([`group_add:${P1}:Eng`]);
  expect(plan.blocked.map(({ code }) => code)).toEqual(['group_missing']);
  expect(plan.unchanged.map(({ email }) => email)).not.toContain(P1);
  expect(plan.unchanged).toHaveLength(19);
  expect(planOf(world.given({ now: NOW }).settings({ groups: { enabled: false } })).unchanged).toHaveLength(
    21,
  );
});
