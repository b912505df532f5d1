import { describe, expect, test } from 'vitest';
import type { DoneChange } from '../../src/plan/undo-verdicts.ts';
import { idOf } from '../helpers/changes.ts';
import type { World } from '../helpers/team-builder.ts';
import {
  base,
  gone,
  idsOf,
  P1,
  P2,
  provisioned,
  recovered,
  removed,
  suspended,
  undoOf,
  unsuspended,
  updated,
  withheldOf,
} from './undone.ts';

const invited = base.withMember({ email: P1, status: 'invited' });
const asleep = base.withMember({ email: P1, status: 'suspended' });
const off = gone(base, P1);
const unlisted = base.withoutMember(P1);
const downgraded = removed(P1, { reversibleUntil: null, options: { method: 'downgrade' } });
const stagedOut = removed(P1, { reversibleUntil: null, options: { method: 'suspend' } });
const sleeper = removed(P1, { before: { status: 'suspended' } });
const withdrawn = removed(P1, { before: { status: 'invited' }, reversibleUntil: null });

const NOTHING: string[] = [];
const NEVER = (action: string): string[] => [`${action} ${P1} not_reversible`];

describe('what takes a change back, by how the member is now', () => {
  test.each<[string, DoneChange, World, string[], string[]]>([
    ['an invitation nobody accepted is withdrawn', provisioned(P1), invited, [`deprovision:${P1}`], NOTHING],
    ['one that is gone needs nothing', provisioned(P1), off, NOTHING, NOTHING],
    ['one who has joined stays', provisioned(P1), base, NOTHING, NEVER('deprovision')],
    ['one who joined and was suspended too', provisioned(P1), asleep, NOTHING, NEVER('deprovision')],
    ['an account that came back goes again', recovered(P1), base, [`deprovision:${P1}`], NOTHING],
    ['also a suspended one', recovered(P1), asleep, [`deprovision:${P1}`], NOTHING],
    ['one that went since needs nothing', recovered(P1), off, NOTHING, NOTHING],
    ['a suspension is lifted', suspended(P1), asleep, [`unsuspend:${P1}`], NOTHING],
    ['one that was lifted since needs nothing', suspended(P1), base, NOTHING, NOTHING],
    ['one of somebody who went since cannot be', suspended(P1), off, NOTHING, NEVER('unsuspend')],
    ['a suspension instead of a removal likewise', stagedOut, asleep, [`unsuspend:${P1}`], NOTHING],
    ['whoever was let in is suspended', unsuspended(P1), base, [`suspend:${P1}`], NOTHING],
    ['who is suspended already is not', unsuspended(P1), asleep, NOTHING, NOTHING],
    ['nor is who went since', unsuspended(P1), off, NOTHING, NOTHING],
    ['a removed account is brought back', removed(P1), off, [`recover:${P1}`], NOTHING],
    ['one that is back already is left as it is', removed(P1), base, NOTHING, NOTHING],
    ['also when it is suspended now', removed(P1), asleep, NOTHING, NOTHING],
    ['with the suspension that it had', sleeper, off, [`recover:${P1}`, `suspend:${P1}`], NOTHING],
    ['one that Dropbox lists no more is lost', removed(P1), unlisted, NOTHING, NEVER('recover')],
    ['a downgraded account is lost', downgraded, off, NOTHING, NEVER('recover')],
    ['a withdrawn invitation is lost', withdrawn, off, NOTHING, NEVER('recover')],
  ])('%s', (_name, change, world, changes, withheld) => {
    const plan = undoOf(world, [change]);
    expect(idsOf(plan)).toEqual(changes);
    expect(withheldOf(plan)).toEqual(withheld);
    expect(plan.unchanged).toHaveLength(changes.length + withheld.length === 0 ? 1 : 0);
  });
});

describe('an account that cannot come back', () => {
  const why = (world: World, change = removed(P1)): string => {
    const { blocked, changes } = undoOf(world, [change]);
    expect(changes).toEqual([]);
    expect(blocked.map(({ code, until }) => [code, until])).toEqual([['not_reversible', null]]);
    return blocked[0]?.message ?? '';
  };

  test('because the days are over says until when it could', () => {
    const past = '2026-03-02T10:00:00Z';
    expect(why(off, removed(P1, { reversibleUntil: past }))).toContain(past);
    const unknown = removed(P1, { reversibleUntil: null });
    expect(idsOf(undoOf(off, [unknown]))).toEqual([`recover:${P1}`]);
  });

  test('because Dropbox says so names what may have happened', () => {
    expect(why(base.withMember({ email: P1, status: 'removed', recoverable: false }))).toContain(
      'transferred',
    );
  });

  test('because somebody else has its address or its external id now names them', () => {
    // Dropbox alters the address of a removed account when another member takes it.
    const altered = base.withMember({
      id: idOf(P1),
      email: 'p1-old@example.com',
      status: 'removed',
      recoverable: true,
    });
    const free = altered.withMember({ id: idOf(P1), email: 'p1-old@example.com', externalId: null });
    const other = { email: P2, id: idOf(P2) };
    expect(why(free.withMember({ ...other, email: P1 }))).toContain(`the member ${P1} has this address`);
    expect(why(free.withMember({ ...other, secondaryEmails: [P1] }))).toContain(`the member ${P2} has`);
    expect(idsOf(undoOf(free, [removed(P1)]))).toEqual([`recover:${P1}`]);
    const actual = altered.actual();
    const taken = actual.members.map((one) => (one.email === P2 ? { ...one, externalId: 'E1' } : one));
    const { blocked } = undoOf(altered, [removed(P1)], { actual: { ...actual, members: taken } });
    expect(blocked[0]?.message).toContain(`the member ${P2} has`);
  });
});

describe('a profile', () => {
  const before = { email: 'old@example.com', surname: 'Old', externalId: '' };
  const after = { email: P1, surname: 'Surname1', externalId: 'E1' };

  test('gets back what the run changed, under the address that it had', () => {
    const plan = undoOf(base, [updated(P1, before, after)]);
    expect(plan.changes).toMatchObject([
      {
        id: 'update:old@example.com',
        email: 'old@example.com',
        before: after,
        after: before,
        memberId: idOf(P1),
      },
    ]);
    expect(plan.changes[0]?.explanation).not.toContain('since');
  });

  test('keeps what others have changed since, and says so', () => {
    const moved = base.withMember({ email: P1, surname: 'Newer' });
    const [change] = undoOf(moved, [updated(P1, before, after)]).changes;
    expect(change).toMatchObject({ after: { email: 'old@example.com', externalId: '' } });
    expect(change?.after).not.toHaveProperty('surname');
    expect(change?.explanation).toContain('surname changed since');
  });

  test('needs nothing where it is as before, or altogether changed since', () => {
    const names = updated(P1, { surname: 'Old' }, { surname: 'New' });
    expect(undoOf(base, [names]).unchanged).toHaveLength(1);
    expect(undoOf(base.withMember({ email: P1, surname: 'Old' }), [names]).unchanged).toHaveLength(1);
    expect(undoOf(base, [updated(P1, null, null)]).unchanged).toHaveLength(1);
    expect(undoOf(base, [updated(P1, { surname: 'Old' }, null)]).unchanged).toHaveLength(1);
  });

  test('without an external id is told from one that has it', () => {
    const bare = base.withMember({ email: P1, externalId: null });
    const plan = undoOf(bare, [updated(P1, { externalId: 'E0' }, { externalId: '' })]);
    expect(plan.changes[0]?.after).toEqual({ externalId: 'E0' });
  });

  test('keeps its address, and with it its id in the plan, when only the name goes back', () => {
    const plan = undoOf(base, [updated(P1, { surname: 'Old' }, { surname: 'Surname1' })]);
    expect(idsOf(plan)).toEqual([`update:${P1}`]);
  });

  test('of somebody who went since cannot be changed', () => {
    expect(withheldOf(undoOf(off, [updated(P1, before, after)]))).toEqual(NEVER('update'));
  });
});

describe('the changes of an undo', () => {
  test('say that they undo, delete nothing and count their licences', () => {
    const world = gone(
      gone(invited, P2).withMember({ email: 'p4@example.com', membership: 'limited' }),
      'p5@example.com',
    );
    const limited = world.withMember({ email: 'p5@example.com', membership: 'limited' });
    const plan = undoOf(limited, [
      removed('p5@example.com'),
      removed(P2),
      recovered('p3@example.com'),
      recovered('p4@example.com'),
      provisioned(P1),
    ]);
    expect(plan.changes.map(({ id, seats, reversibleUntil }) => [id, seats, reversibleUntil])).toEqual([
      [`recover:${P2}`, 1, null],
      ['recover:p5@example.com', 0, null],
      [`deprovision:${P1}`, -1, null],
      ['deprovision:p4@example.com', 0, '2026-03-09T10:00:00Z'],
      ['deprovision:p3@example.com', -1, '2026-03-09T10:00:00Z'],
    ]);
    for (const { reason, options, source } of plan.changes) {
      expect([reason, source]).toEqual(['undo', { line: null, groups: [] }]);
      if ('wipeData' in options) expect(options.wipeData).toBe(false);
    }
  });

  test('name people as Dropbox does, and by their address where it has no name', () => {
    const nameless = invited.withMember({ email: P1, givenName: '', surname: '' });
    expect(undoOf(nameless, [provisioned(P1)]).changes[0]).toMatchObject({
      name: null,
      explanation: `${P1} was invited by that run and has not joined yet.`,
    });
    expect(undoOf(invited, [provisioned(P1)]).changes[0]).toMatchObject({
      name: 'Given1 Surname1',
      externalId: 'E1',
    });
  });

  test('find somebody new by the external id where the address has changed since', () => {
    const renamed = invited.withMember({ id: idOf(P1), email: 'new@example.com' });
    expect(idsOf(undoOf(renamed, [provisioned(P1, { externalId: 'E1' })]))).toEqual([
      'deprovision:new@example.com',
    ]);
    expect(idsOf(undoOf(renamed, [provisioned(P1)]))).toEqual([]);
  });

  test('call a removed account by the address that the run knew', () => {
    const altered = base.withMember({
      id: idOf(P1),
      email: 'p1-disabled@example.com',
      status: 'removed',
      recoverable: true,
    });
    expect(idsOf(undoOf(altered, [removed(P1)]))).toEqual([`recover:${P1}`]);
  });
});

describe('people who came back in this very undo', () => {
  const returning = { returning: new Set([idOf(P1)]) };

  test.each<[string, DoneChange, World, string[]]>([
    ['active as before need nothing', removed(P1), base, []],
    ['suspended as before need nothing', sleeper, asleep, []],
    ['suspended and active before are let in', removed(P1), asleep, [`unsuspend:${P1}`]],
    ['active and suspended before are suspended', sleeper, base, [`suspend:${P1}`]],
  ])('%s', (_name, change, world, changes) => {
    expect(idsOf(undoOf(world, [change], returning))).toEqual(changes);
  });
});

describe('what nobody can bring back', () => {
  const lost = (world: World, change: DoneChange): string[] =>
    undoOf(world, [change]).warnings.map(({ code, message }) => `${code} ${message}`);

  test('is named first: deleted data and downgraded accounts', () => {
    const wiped = { options: { wipeData: true } };
    expect(lost(off, removed(P1, wiped))).toEqual([
      expect.stringMatching(`^cannot_be_undone ${P1}: .*devices`),
    ]);
    expect(lost(asleep, suspended(P1, wiped))).toEqual([expect.stringContaining('devices')]);
    expect(lost(off, downgraded)).toEqual([expect.stringContaining('personal')]);
  });

  test('is not named where nothing was lost, or nothing is to be done', () => {
    expect(lost(off, removed(P1))).toEqual([]);
    expect(lost(base, removed(P1, { options: { wipeData: true } }))).toEqual([]);
    expect(lost(base, downgraded)).toEqual([]);
  });
});

test('the date of a removal is compared as a moment, not as a text', () => {
  const change = removed(P1);
  expect(idsOf(undoOf(off, [change], { now: new Date('2026-03-06T09:59:59Z') }))).toHaveLength(1);
  expect(idsOf(undoOf(off, [change], { now: new Date('2026-03-06T10:00:00Z') }))).toEqual([]);
});
