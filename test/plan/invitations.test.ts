import { describe, expect, test } from 'vitest';
import { dueReminder, isExpired } from '../../src/plan/invitations.ts';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, member, person, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const ID = `dbmid:${P1}`;
/** Invited on 1 March at 10:00 and planned for on 2 March at 10:00: a day old. */
const invited = inSync(20).settings(EVERYTHING_ON).withMember({ email: P1, status: 'invited' });
const remind = (days: number[], world = invited): World =>
  world.settings({ invitations: { remindAfterDays: days } });
const at = (world: World, now: string): World => world.given({ now: new Date(now) });
const reminded = (days: number) => ({ reminded: new Map([[ID, days]]) });

const sent = (world: World): string[] =>
  planOf(world).changes.map(({ id, options }) =>
    'afterDays' in options ? `${id} after ${String(options.afterDays)}` : id,
  );
const counted = (plan: Plan): object =>
  Object.fromEntries(Object.entries(plan.disabled).filter(([, count]) => count > 0));

describe('a reminder', () => {
  test('is sent when its day has come', () => {
    expect(sent(at(remind([1]), '2026-03-02T09:59:59Z'))).toEqual([]);
    expect(sent(remind([1]))).toEqual([`invite:${P1} after 1`]);
    expect(sent(remind([2]))).toEqual([]);
    expect(planOf(remind([1])).changes[0]).toMatchObject({
      memberId: ID,
      reason: 'invitation_pending',
      explanation:
        'Given1 Surname1 is assigned (row 3), was invited and has not joined after 1 day, so Dropbox sends the invitation again.',
      seats: 0,
    });
    expect(planOf(at(remind([3]), '2026-03-05T00:00:00Z')).changes[0]?.explanation).toContain('after 3 days');
  });

  test('is sent once for each day of the list, and once for several that are due', () => {
    const late = at(remind([7, 1, 3]), '2026-03-06T10:00:00Z');
    expect(sent(late)).toEqual([`invite:${P1} after 3`]);
    expect(sent(late.given(reminded(1)))).toEqual([`invite:${P1} after 3`]);
    expect(sent(late.given(reminded(3)))).toEqual([]);
    expect(sent(at(late, '2026-03-08T10:00:00Z').given(reminded(3)))).toEqual([`invite:${P1} after 7`]);
    expect(sent(at(late, '2036-03-08T10:00:00Z').given(reminded(7)))).toEqual([]);
  });

  test('is not sent where invitations are silent, unless evenIfSilent says so', () => {
    const silent = remind([1]).settings({ provision: { silent: true } });
    expect(sent(silent)).toEqual([]);
    expect(sent(silent.settings({ invitations: { evenIfSilent: true } }))).toEqual([`invite:${P1} after 1`]);
  });

  test('needs no action that is on', () => {
    const off = remind([1], inSync(20).withMember({ email: P1, status: 'invited' }));
    expect(sent(off)).toEqual([`invite:${P1} after 1`]);
  });

  test('is sent to nobody who joined, leaves, is on hold, or was invited nobody knows when', () => {
    expect(sent(remind([1], inSync(20)))).toEqual([]);
    expect(sent(remind([1]).withPerson({ email: P1, wanted: 'unassigned' }))).toEqual([`deprovision:${P1}`]);
    expect(sent(remind([1]).withPerson({ email: P1, wanted: 'suspended' }))).toEqual([]);
    expect(sent(remind([1]).withMember({ email: P1, invitedOn: null }))).toEqual([]);
    const held = remind([1]).given({ holds: [{ email: P1, until: null, why: 'Ill' }] });
    expect(planOf(held)).toMatchObject({ changes: [], kept: [{ action: 'invite', code: 'held' }] });
  });
});

describe('where nothing is known of the team', () => {
  const unknown = remind([1, 3]).given({ known: false });

  test('no reminder is sent, and what is due counts as sent', () => {
    const plan = planOf(unknown);
    expect([plan.changes, plan.passed]).toEqual([[], [{ memberId: ID, afterDays: 1 }]]);
    expect(plan.unchanged.find(({ email }) => email === P1)?.code).toBe('invitation_pending');
    expect(planOf(at(unknown, '2026-03-05T00:00:00Z')).passed).toEqual([{ memberId: ID, afterDays: 3 }]);
  });

  test('it counts for everybody, whomever this run looks at', () => {
    expect(planOf(unknown.given({ only: ['p2@example.com'] })).passed).toHaveLength(1);
  });

  test('nothing is passed over that is not due, or of people who only join', () => {
    expect(planOf(at(unknown, '2026-03-01T11:00:00Z')).passed).toEqual([]);
    expect(planOf(unknown.withoutMember(P1)).passed).toEqual([]);
    expect(planOf(unknown.withPerson({ email: P1, wanted: 'unassigned' })).passed).toEqual([]);
  });

  test('nothing is passed over once something is known', () => {
    expect(planOf(remind([1])).passed).toEqual([]);
  });
});

describe('an invitation that is too old', () => {
  const old = invited.settings({ invitations: { cancelAfterDays: 1 } });

  test('is withdrawn from the day on that the setting names', () => {
    expect(sent(at(old, '2026-03-02T09:59:59Z'))).toEqual([]);
    expect(planOf(old).changes).toMatchObject([
      {
        id: `deprovision:${P1}`,
        reason: 'invitation_expired',
        options: { method: 'remove', wipeData: false },
        before: { status: 'invited' },
        after: { status: 'removed' },
        seats: -1,
        reversibleUntil: null,
      },
    ]);
    expect(sent(invited.settings({ invitations: { cancelAfterDays: 2 } }))).toEqual([]);
  });

  test('is withdrawn instead of a last reminder', () => {
    expect(sent(remind([1], old))).toEqual([`deprovision:${P1}`]);
  });

  test('is counted where deprovision is off, and reminded of', () => {
    const off = old.settings({ deprovision: { enabled: false } });
    expect([planOf(off).changes, counted(planOf(off))]).toEqual([[], { deprovision: 1 }]);
    expect(sent(remind([1], off))).toEqual([`invite:${P1} after 1`]);
  });

  test('stays with whoever is protected or held, and counts against the limit', () => {
    expect(planOf(old.settings({ safety: { protect: [P1] } }))).toMatchObject({
      changes: [],
      kept: [{ action: 'deprovision', code: 'protected' }],
    });
    expect(planOf(old.given({ holds: [{ email: P1, until: null, why: 'Ill' }] })).kept[0]?.code).toBe('held');
    expect(planOf(old.settings({ safety: { maxDeprovisions: 0 } })).refusals).toHaveLength(1);
  });
});

test('an invitation without a date is never old, and an accepted one is none', () => {
  const settings = { remindAfterDays: [], cancelAfterDays: 1, evenIfSilent: false };
  const at = new Date('2036-01-01T00:00:00Z');
  expect(isExpired(member({ email: P1, status: 'invited', invitedOn: null }), settings, at)).toBe(false);
  expect(isExpired(member({ email: P1 }), settings, at)).toBe(false);
  expect(isExpired(member({ email: P1, status: 'invited' }), settings, at)).toBe(true);
  expect(
    isExpired(member({ email: P1, status: 'invited' }), { ...settings, cancelAfterDays: null }, at),
  ).toBe(false);
});

test('the reminder for a row that wants nobody there is never due', () => {
  const { settings, now } = remind([1]).input();
  const account = member({ email: P1, status: 'invited' });
  const given = { settings, now, reminded: new Map<string, number>() };
  expect(dueReminder(person({ email: P1 }), account, given)).toBe(1);
  expect(dueReminder(person({ email: P1, wanted: 'suspended' }), account, given)).toBeNull();
});
