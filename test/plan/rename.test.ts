import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, planOf, World } from '../helpers/team-builder.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const mail = (local: string): string => `${local}@example.com`;

/** Gives the people of these numbers these addresses, all at once. */
function renamed(addresses: Record<number, string>, world: World = base): World {
  const entries = Object.entries(addresses);
  const rows = entries.map(([i]) => world.people.find(({ email }) => email === mail(`p${i}`)));
  const without = entries.reduce((left, [i]) => left.withoutPerson(mail(`p${i}`)), world);
  return entries.reduce((next, [, email], i) => next.withPerson({ ...rows[i], email }), without);
}

const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id);
const blocked = (plan: Plan): string[] => plan.blocked.map(({ email, code }) => `${email} ${code}`);

describe('addresses that move from one person to another', () => {
  test('a chain is applied from its free end, whatever the order of the rows', () => {
    const chain = { 1: mail('p2'), 2: mail('p3'), 3: mail('free') };
    expect(ids(planOf(renamed(chain)))).toEqual([
      `update:${mail('free')}`,
      `update:${mail('p3')}`,
      `update:${mail('p2')}`,
    ]);
  });

  test('a new person may take an address that is given up in the same plan', () => {
    const world = renamed({ 1: mail('free') }).withPerson({ email: mail('p1'), externalId: 'E-new' });
    expect(ids(planOf(world))).toEqual([`update:${mail('free')}`, `provision:${mail('p1')}`]);
  });

  test('a new person is blocked while the address is not given up', () => {
    const held = renamed({ 1: mail('free') })
      .withPerson({ email: mail('p1'), externalId: 'E-new' })
      .given({ holds: [{ email: mail('free'), until: null, why: 'Moving' }] });
    expect(blocked(planOf(held))).toEqual([`${mail('p1')} identity_conflict`]);
    const off = renamed({ 1: mail('free') })
      .withPerson({ email: mail('p1'), externalId: 'E-new' })
      .settings({ update: { fields: ['name', 'externalId'] } });
    expect(planOf(off).blocked[0]?.message).toContain('another member');
  });

  test('a new person whose address an account has that another row recovers is blocked', () => {
    const world = renamed({ 1: mail('free') })
      .withMember({ email: mail('p1'), status: 'removed', recoverable: true })
      .withPerson({ email: mail('p1'), externalId: 'E-new' });
    const plan = planOf(world);
    expect(ids(plan)).toEqual([`recover:${mail('free')}`]);
    expect(blocked(plan)).toEqual([`${mail('p1')} identity_conflict`]);
    expect(plan.blocked[0]?.message).toContain('removed account');
  });

  test('a ring is blocked as a whole', () => {
    const plan = planOf(renamed({ 1: mail('p2'), 2: mail('p3'), 3: mail('p1') }));
    expect(plan.changes).toEqual([]);
    expect(blocked(plan)).toEqual([
      `${mail('p2')} identity_conflict`,
      `${mail('p3')} identity_conflict`,
      `${mail('p1')} identity_conflict`,
    ]);
    expect(plan.blocked.some(({ message }) => message.includes('ring'))).toBe(true);
  });

  test('whoever waits for somebody who cannot be renamed is blocked as well', () => {
    const world = renamed({ 1: mail('p2'), 2: mail('gone') }).withMember({
      email: mail('gone'),
      externalId: 'E-gone',
      status: 'removed',
      recoverable: true,
    });
    const plan = planOf(world);
    expect(plan.changes).toEqual([]);
    expect(blocked(plan)).toEqual([`${mail('p2')} identity_conflict`, `${mail('gone')} identity_conflict`]);
    expect(plan.blocked[0]?.message).toContain(`waits for the address of ${mail('gone')}`);
  });

  test('an address of somebody who is renamed by no change is in use', () => {
    const leaver = renamed({ 1: mail('p2'), 2: mail('free') }).withPerson({
      email: mail('free'),
      wanted: 'unassigned',
    });
    expect(blocked(planOf(leaver))).toEqual([`${mail('p2')} identity_conflict`]);
    const selected = renamed({ 1: mail('p2'), 2: mail('free') }).given({ only: [mail('p1')] });
    expect(blocked(planOf(selected))).toEqual([`${mail('p2')} identity_conflict`]);
  });

  test('somebody whose own update changes another field only keeps the address', () => {
    const world = renamed({ 1: mail('p2'), 2: mail('alias') })
      .withMember({ email: mail('p2'), secondaryEmails: [mail('alias')], surname: 'Old' })
      .withPerson({ email: mail('alias'), externalId: 'E2' });
    const plan = planOf(world);
    expect(ids(plan)).toEqual([`update:${mail('alias')}`]);
    expect(blocked(plan)).toEqual([`${mail('p2')} identity_conflict`]);
  });

  test('a chain as long as a large team is ordered without running out of stack', () => {
    const n = 20_000;
    const { people, members } = inSync(n);
    const chained = people.map((one, i) => (i === 0 ? one : { ...one, email: mail(`p${String(i + 1)}`) }));
    const large = new World(chained, members).settings(EVERYTHING_ON);
    const plan = planOf(large);
    expect(plan.changes).toHaveLength(n);
    expect(plan.changes[0]?.after).toEqual({ email: mail(`p${String(n + 1)}`) });
  });
});
