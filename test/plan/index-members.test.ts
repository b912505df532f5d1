import { describe, expect, test } from 'vitest';
import { indexMembers } from '../../src/plan/index-members.ts';
import type { Removed } from '../../src/plan/types.ts';
import type { Member } from '../../src/team.ts';
import { EVERYTHING_ON, inSync, member, planOf } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const ID = `dbmid:${P1}`;
const gone = (id: string, email: string, fields: Partial<Member> = {}): Member =>
  member({ id, email, status: 'removed', recoverable: true, ...fields });
const former = (email: string, removedOn: string, externalId: string | null = null): Removed => ({
  email,
  externalId,
  removedOn,
});

describe('a removed account', () => {
  // Dropbox may alter the address of an account that it removes, and show its external id no more.
  const altered = inSync(20).settings(EVERYTHING_ON).withMember({
    id: ID,
    email: 'p1-deleted@example.com',
    externalId: null,
    status: 'removed',
    recoverable: true,
  });
  const removed = new Map([[ID, former(P1, '2026-03-01T10:00:00Z', 'E1')]]);

  test('is found by the address that it had when a run removed it', () => {
    const changes = (world: typeof altered) =>
      planOf(world).changes.map(({ id, memberId }) => [id, memberId]);
    expect(changes(altered)).toEqual([[`provision:${P1}`, null]]);
    expect(changes(altered.given({ removed }))).toEqual([[`recover:${P1}`, ID]]);
    const moved = altered.withoutPerson(P1).withPerson({ email: 'new@example.com', previousEmail: P1 });
    expect(changes(moved.given({ removed }))).toEqual([['recover:new@example.com', ID]]);
  });

  test('is found by the external id that it had then', () => {
    const renamed = altered.withPerson({ externalId: 'E1', email: 'new@example.com' });
    expect(planOf(renamed.given({ removed })).changes).toMatchObject([{ action: 'recover', memberId: ID }]);
    const without = new Map([[ID, former(P1, '2026-03-01T10:00:00Z')]]);
    expect(planOf(renamed.given({ removed: without })).changes).toMatchObject([{ action: 'provision' }]);
  });

  test('that cannot be brought back is found by nothing', () => {
    const lost = altered.withMember({ id: ID, email: 'p1-deleted@example.com', recoverable: false });
    expect(planOf(lost.given({ removed })).changes).toMatchObject([{ action: 'provision' }]);
  });

  test('that lives again is found by what it is called now alone', () => {
    const { living } = indexMembers([member({ id: ID, email: 'back@example.com' })], removed);
    expect(living.byEmail.size).toBe(1);
    expect(living.byEmail.get('back@example.com')).toMatchObject({ id: ID });
  });
});

describe('of two removed accounts that had one address', () => {
  const inBothOrders = (a: Member, b: Member, removed: Map<string, Removed>): (string | undefined)[] =>
    [
      [a, b],
      [b, a],
    ].map((members) => indexMembers(members, removed).recoverable.byEmail.get(P1)?.id);

  test('the one that still has it is found', () => {
    const removed = new Map([['dbmid:old', former(P1, '2026-03-02T00:00:00Z')]]);
    const found = inBothOrders(gone('dbmid:old', 'x@example.com'), gone('dbmid:new', P1), removed);
    expect(found).toEqual(['dbmid:new', 'dbmid:new']);
  });

  test('the one that was removed last is found where neither has it, else the one with the later id', () => {
    const pair = [gone('dbmid:1', 'x@example.com'), gone('dbmid:2', 'y@example.com')] as const;
    const later = new Map([
      ['dbmid:1', former(P1, '2026-03-02T00:00:00Z')],
      ['dbmid:2', former(P1, '2026-03-01T00:00:00Z')],
    ]);
    expect(inBothOrders(...pair, later)).toEqual(['dbmid:1', 'dbmid:1']);
    const alike = new Map(['dbmid:1', 'dbmid:2'].map((id) => [id, former(P1, '2026-03-01T00:00:00Z')]));
    expect(inBothOrders(...pair, alike)).toEqual(['dbmid:2', 'dbmid:2']);
  });
});
