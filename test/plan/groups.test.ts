import { describe, expect, test } from 'vitest';
import type { Group } from '../../src/team.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const P2 = 'p2@example.com';
const EVERYONE = 'g:everyone';
const GROUPS: Group[] = [
  { id: EVERYONE, name: 'Everyone at Acme', management: 'system' },
  { id: 'g:eng', name: 'Engineering', management: 'company' },
  { id: 'g:ops', name: 'ops', management: 'company' },
  { id: 'g:club', name: 'Chess', management: 'user' },
  { id: 'g:odd', name: 'Odd', management: 'other' },
];
const mapped = (map: Record<string, string>, world = base): World => world.settings({ groups: { map } });
const base = inSync(20)
  .settings(EVERYTHING_ON)
  .settings({ groups: { enabled: true, map: { eng: 'Engineering' } } })
  .offering({ groups: GROUPS });
const listed = (groups: string[] | null, world = base): World => world.withPerson({ email: P1, groups });
const isIn = (groups: string[], world = base): World =>
  world.withMember({ email: P1, groups: [EVERYONE, ...groups] });

const ids = (world: World): string[] => planOf(world).changes.map(({ id }) => id);
const blocked = (world: World): string[] =>
  planOf(world).blocked.map(({ action, email, group, code }) => `${action} ${email} ${group ?? '-'} ${code}`);
const warnings = (world: World): string[] => planOf(world).warnings.map(({ message }) => message);

describe('somebody with an account', () => {
  const ADD = [`group_add:${P1}:Engineering`];
  const REMOVE = [`group_remove:${P1}:Engineering`];
  test.each<[string, string[] | null, string[], string[]]>([
    ['is put into a group that the row leads to', ['eng'], [], ADD],
    ['stays in it', ['eng'], ['g:eng'], []],
    ['is taken out of it when the row does not lead there', ['sales'], ['g:eng'], REMOVE],
    ['is taken out of it when the row has no group', [], ['g:eng'], REMOVE],
    ['stays wherever they are when the row says nothing of groups', null, ['g:eng'], []],
    ['stays out of groups that nothing leads to', ['ops', 'Chess'], [], []],
    ['stays in groups outside the map', [], ['g:ops', 'g:club', 'g:odd'], []],
    ['is in groups whatever their id means', [], ['g:unknown'], []],
  ])('%s', (_name, groups, member, expected) => {
    expect(ids(listed(groups, isIn(member)))).toEqual(expected);
  });

  test.each([['invited'], ['suspended']] as const)('is compared when %s as well', (status) => {
    const world = listed(['eng'], base.withMember({ email: P1, status })).settings({
      suspend: { enabled: false },
    });
    expect(ids(world)).toEqual(ADD);
    expect(ids(listed([], isIn(['g:eng'], world)))).toEqual(REMOVE);
  });

  test.each([['suspended'], ['unassigned']] as const)('keeps them when %s in the roster', (wanted) => {
    const world = listed([], isIn(['g:eng'])).withPerson({ email: P1, wanted });
    expect(ids(world)).toHaveLength(1);
    expect(ids(world)[0]).not.toContain('group');
    expect(ids(listed(['eng'], base.withPerson({ email: P1, wanted })))[0]).not.toContain('group');
  });

  test('keeps them when not in the roster, and when the row names two accounts', () => {
    const unlisted = isIn(['g:eng'], base.withoutPerson(P1));
    expect(ids(unlisted)).toEqual([`deprovision:${P1}`]);
    const two = base.withoutPerson(P2).withPerson({ externalId: 'E1', email: P2, groups: ['eng'] });
    expect(ids(two)).toEqual([]);
    expect(blocked(two)).toEqual([`update ${P2} - identity_conflict`]);
  });

  test('is in a group once, whatever leads there', () => {
    const world = mapped({ eng: 'Engineering', qa: 'Engineering' }, listed(['eng', 'qa']));
    expect(planOf(world).changes).toMatchObject([{ id: ADD[0], source: { groups: ['eng', 'qa'] } }]);
    expect(ids(isIn(['g:eng'], listed(['qa'], world)))).toEqual([]);
  });

  test('is left alone when on hold, group by group', () => {
    const world = listed(['eng', 'ops'], mapped({ '*': '*', eng: 'Engineering' })).given({
      holds: [{ email: P1, until: null, why: 'Moving' }],
    });
    expect(planOf(world)).toMatchObject({
      changes: [],
      kept: [
        { action: 'group_add', group: 'Engineering', code: 'held' },
        { action: 'group_add', group: 'ops', code: 'held' },
      ],
    });
    expect(planOf(listed([], isIn(['g:eng'], world))).kept).toMatchObject([
      { action: 'group_remove', group: 'Engineering', code: 'held' },
    ]);
  });
});

describe('somebody without an account', () => {
  const joining = listed(['eng'], base.withoutMember(P1));
  const back = listed(['eng'], base.withMember({ email: P1, status: 'removed', recoverable: true }));

  test('is put into groups when they join or come back in the same plan', () => {
    expect(ids(joining)).toEqual([`provision:${P1}`, `group_add:${P1}:Engineering`]);
    expect(planOf(joining).changes[1]).toMatchObject({ memberId: null, options: { groupId: 'g:eng' } });
    expect(ids(back)).toEqual([`recover:${P1}`, `group_add:${P1}:Engineering`]);
    expect(planOf(back).changes[1]).toMatchObject({ memberId: `dbmid:${P1}` });
  });

  test.each([
    ['without a licence', joining.freeLicences(0)],
    ['with provision off', joining.settings({ provision: { enabled: false } })],
    ['on coming back with provision off', back.settings({ provision: { enabled: false } })],
    ['who must wait', back.settings({ provision: { recover: false } })],
    ['whom Dropbox refused', joining.given({ reserved: new Map([[P1, '2026-03-09T00:00:00Z']]) })],
  ])('%s is put into none', (_name, world) => {
    expect(ids(world)).toEqual([]);
  });

  test('anymore, because the invitation is withdrawn by this plan, is put into none', () => {
    const expired = listed(['eng'], base.withMember({ email: P1, status: 'invited' })).settings({
      invitations: { cancelAfterDays: 1 },
    });
    expect(ids(expired)).toEqual([`deprovision:${P1}`]);
    const kept = expired.settings({ safety: { protect: [P1] } });
    expect(ids(kept)).toEqual([`group_add:${P1}:Engineering`]);
  });
});

describe('a group that the team does not have', () => {
  const wanting = mapped({ eng: 'Design' }, listed(['eng']).withPerson({ email: P2, groups: ['eng'] }));
  const create = (world: World): World => world.settings({ groups: { create: true } });

  test('blocks whoever the map leads there', () => {
    expect(blocked(wanting)).toEqual([
      `group_add ${P1} Design group_missing`,
      `group_add ${P2} Design group_missing`,
    ]);
    expect(planOf(wanting).blocked[0]?.message).toContain('groups.create=true');
  });

  test('is created by the first change that needs it', () => {
    expect(planOf(create(wanting)).changes).toMatchObject([
      { id: `group_add:${P1}:Design`, options: { groupId: null, createGroup: true } },
      { id: `group_add:${P2}:Design`, options: { groupId: null } },
    ]);
    expect(planOf(create(wanting)).changes[1]?.options).not.toHaveProperty('createGroup');
    expect(ids(create(mapped({ eng: 'Design' }, listed([]))))).toEqual([]);
  });

  test('is nobody’s business where only * leads there', () => {
    const world = mapped({ '*': '*' }, listed(['Design']));
    expect([ids(world), blocked(world), warnings(world)]).toEqual([[], [], []]);
    expect(planOf(create(world)).changes).toMatchObject([{ options: { createGroup: true } }]);
  });

  test('is not created beside one whose name differs only in case', () => {
    const named = mapped({ eng: 'engineering' }, listed(['eng']));
    for (const world of [named, create(named)]) {
      expect(blocked(world)).toEqual([`group_add ${P1} engineering group_missing`]);
      expect(planOf(world).blocked[0]?.message).toContain('Engineering differs from it only in case');
    }
    const any = mapped({ '*': '*' }, listed(['OPS']));
    for (const world of [any, create(any)]) {
      expect([ids(world), blocked(world)]).toEqual([[], []]);
      expect(warnings(world)).toEqual([
        expect.stringContaining('no group OPS, and ops differs from it only in case'),
      ]);
    }
  });

  test('is not created twice in two spellings', () => {
    const any = create(mapped({ '*': '*' }, listed(['Design', 'design'])));
    expect(ids(any)).toEqual([]);
    expect(warnings(any)).toHaveLength(2);
    const named = create(mapped({ eng: 'Design', ops: 'design' }, listed(['eng', 'ops'])));
    expect(blocked(named)).toEqual([
      `group_add ${P1} Design group_missing`,
      `group_add ${P1} design group_missing`,
    ]);
  });
});

describe('a group that the company does not manage', () => {
  test.each([
    ['Chess', 'g:club', 'managed by its own members'],
    ['Odd', 'g:odd', 'Dropbox or nobody here manages'],
    ['Everyone at Acme', EVERYONE, 'Dropbox or nobody here manages'],
  ])('blocks whoever the map leads there: %s', (name, id, why) => {
    const world = mapped({ eng: name }, listed(['eng']).withMember({ email: P1, groups: [] }));
    expect(blocked(world)).toEqual([`group_add ${P1} ${name} group_not_company_managed`]);
    expect(planOf(world).blocked[0]?.message).toContain(why);
    const inside = mapped({ eng: name }, listed(['eng']).withMember({ email: P1, groups: [id] }));
    expect(blocked(inside)).toEqual([]);
  });

  test('is left alone with one warning where only * leads there', () => {
    const world = mapped({ '*': '*' }, listed(['Chess']).withPerson({ email: P2, groups: ['Chess'] }));
    expect([ids(world), blocked(world)]).toEqual([[], []]);
    expect(planOf(world).warnings.map(({ code }) => code)).toEqual(['group_left_alone']);
  });

  test('loses nobody', () => {
    const world = isIn(['g:club'], listed([]));
    expect(ids(mapped({ eng: 'Chess' }, world))).toEqual([]);
    const any = mapped({ '*': '*' }, world).withPerson({ email: P2, groups: ['Chess'] });
    expect(ids(any)).toEqual([]);
  });
});

describe('groups that are off', () => {
  const off = (world: World): World => world.settings({ groups: { enabled: false } });

  test('count each person once, whatever would be done', () => {
    const world = mapped({ '*': '*', eng: 'Engineering' }, listed(['eng', 'ops', 'Chess']));
    const plan = planOf(off(world.withPerson({ email: P2, groups: ['ops'] })));
    expect([plan.changes, plan.disabled.groups, plan.warnings]).toEqual([[], 2, []]);
  });

  test('count nobody who is where they should be', () => {
    expect(planOf(off(listed(['eng'], isIn(['g:eng'])))).disabled.groups).toBe(0);
    expect(planOf(off(listed(null, isIn(['g:eng'])))).disabled.groups).toBe(0);
  });

  test('count before anything else is said', () => {
    const missing = off(mapped({ eng: 'Nowhere' }, listed(['eng'])));
    expect(planOf(missing)).toMatchObject({ blocked: [], kept: [], disabled: { groups: 1 } });
    const held = off(listed(['eng'])).given({ holds: [{ email: P1, until: null, why: 'Ill' }] });
    expect(planOf(held)).toMatchObject({ kept: [], disabled: { groups: 1 } });
  });

  test('count whoever a mapped group may lack where nobody read them', () => {
    const unread = off(listed(['eng'])).offering({ groups: null });
    expect(planOf(unread).disabled.groups).toBe(1);
    expect(planOf(off(listed(['sales'])).offering({ groups: null })).disabled.groups).toBe(0);
    expect(() => planOf(listed(['eng']).offering({ groups: null }))).toThrow('were not read');
  });
});
