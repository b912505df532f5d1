import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const OLD = 'ana@old.example';
const NEW = 'ana@new.example';
const names = { givenName: 'Ana', surname: 'Lopez' };

const base = inSync(20).settings(EVERYTHING_ON);
const pair = base.withMember({ email: OLD, ...names }).withPerson({ email: NEW, ...names, line: 22 });

const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id);
const blocked = (plan: Plan): string[] =>
  plan.blocked.map(({ action, email, code }) => `${action} ${email} ${code}`);
const BOTH = [`provision ${NEW} looks_like_rename`, `deprovision ${OLD} looks_like_rename`];

describe('a leaver and a joiner who look like one person', () => {
  test('are both blocked, with what to do about it', () => {
    const plan = planOf(pair);
    expect(ids(plan)).toEqual([]);
    expect(blocked(plan)).toEqual(BOTH);
    expect(plan.blocked[0]?.message).toContain(`previous_email=${OLD} to row 22`);
    expect(plan.blocked[1]?.message).toBe(plan.blocked[0]?.message);
  });

  test('whether the leaver is listed or not, and whatever the case of the letters', () => {
    const listed = pair.withPerson({ email: OLD, wanted: 'unassigned' });
    expect(blocked(planOf(listed)).sort()).toEqual([...BOTH].sort());
    expect(blocked(planOf(pair.withMember({ email: OLD, givenName: 'ANA', surname: 'lopez' })))).toEqual(
      BOTH,
    );
    const composed = pair
      .withMember({ email: OLD, givenName: 'Zoe\u0301' })
      .withPerson({ email: NEW, givenName: 'Zo\u00e9' });
    expect(blocked(planOf(composed))).toEqual(BOTH);
  });

  test.each([
    ['another given name', { givenName: 'Anna' }],
    ['another surname', { surname: 'Lopes' }],
    ['no given name in the roster', { givenName: null }],
    ['no surname in the roster', { surname: null }],
  ])('do not with %s', (_name, fields) => {
    const plan = planOf(pair.withPerson({ email: NEW, ...fields }));
    expect(ids(plan)).toEqual([`provision:${NEW}`, `deprovision:${OLD}`]);
  });

  test('do not with another local part, or a leaver without a name', () => {
    const other = base
      .withMember({ email: 'a.lopez@old.example', ...names })
      .withPerson({ email: NEW, ...names });
    expect(blocked(planOf(other))).toEqual([]);
    expect(blocked(planOf(pair.withMember({ email: OLD, givenName: '' })))).toEqual([]);
  });

  test('are one person with a shared external id: that is an update', () => {
    const plan = planOf(
      pair.withMember({ email: OLD, externalId: 'E-ana' }).withPerson({ email: NEW, externalId: 'E-ana' }),
    );
    expect(ids(plan)).toEqual([`update:${NEW}`]);
  });

  test('are decided by previous_email', () => {
    expect(ids(planOf(pair.withPerson({ email: NEW, previousEmail: OLD })))).toEqual([`update:${NEW}`]);
  });

  test('are decided by exact addresses after --only, not by a pattern', () => {
    expect(ids(planOf(pair.given({ only: [OLD.toUpperCase(), NEW] })))).toEqual([
      `provision:${NEW}`,
      `deprovision:${OLD}`,
    ]);
    expect(ids(planOf(pair.given({ only: [NEW] })))).toEqual([`provision:${NEW}`]);
    expect(ids(planOf(pair.given({ only: [OLD] })))).toEqual([`deprovision:${OLD}`]);
    expect(blocked(planOf(pair.given({ only: ['ana@*'] })))).toEqual(BOTH);
    expect(ids(planOf(pair.given({ only: ['ana@*', NEW] })))).toHaveLength(2);
  });

  test('are decided by a hold on either of them', () => {
    const held = (email: string): World => pair.given({ holds: [{ email, until: null, why: 'Two people' }] });
    expect(ids(planOf(held(OLD)))).toEqual([`provision:${NEW}`]);
    expect(ids(planOf(held(NEW)))).toEqual([`deprovision:${OLD}`]);
  });

  test('are all blocked where several leavers look like the joiner', () => {
    const plan = planOf(pair.withMember({ email: 'ana@older.example', ...names }));
    expect(blocked(plan)).toEqual([...BOTH, 'deprovision ana@older.example looks_like_rename']);
  });
});

describe('when one half of a pair goes no further anyway, the other is not carried out alone', () => {
  test.each([
    ['provision is off', (world: World) => world.settings({ provision: { enabled: false } }), [BOTH[1]]],
    ['deprovision is off', (world: World) => world.settings({ deprovision: { enabled: false } }), [BOTH[0]]],
    ['the leaver is protected', (world: World) => world.settings({ safety: { protect: [OLD] } }), [BOTH[0]]],
    [
      'no window is open',
      (world: World) =>
        world.settings({ safety: { windows: [{ days: ['sun'], from: '01:00', to: '02:00', zone: 'UTC' }] } }),
      [BOTH[0]],
    ],
    ['the listing is incomplete', (world: World) => world.listing({ complete: false }), [BOTH[0]]],
    [
      'the files of the leaver should go to somebody',
      (world: World) => world.settings({ deprovision: { transferTo: 'p1@example.com' } }),
      BOTH,
    ],
  ])('%s', (_name, perturb, expected) => {
    const plan = planOf(perturb(pair));
    expect(ids(plan)).toEqual([]);
    expect(blocked(plan)).toEqual(expected);
  });

  test('the address of the joiner is still in use', () => {
    const world = pair
      .withMember({ email: NEW, externalId: 'E-x', id: 'dbmid:x', ...names })
      .withPerson({ email: 'x@new.example', externalId: 'E-x' })
      .withPerson({ email: NEW, externalId: 'E-ana' })
      .given({ holds: [{ email: 'x@new.example', until: null, why: 'Moving' }] });
    const plan = planOf(world);
    expect(ids(plan)).toEqual([]);
    expect(blocked(plan)).toEqual([
      `provision ${NEW} identity_conflict`,
      `deprovision ${OLD} looks_like_rename`,
    ]);
  });
});
