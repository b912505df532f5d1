import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/errors.ts';
import { planChanges } from '../../src/plan/plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, NOW, planOf, type World } from '../helpers/team-builder.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const mail = (local: string): string => `${local}@example.com`;
const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id.replace('@example.com', ''));

/** One of everything, listed in an order that is not the one of application. */
const everything = base
  .withPerson({ email: mail('p1'), wanted: 'unassigned' })
  .withPerson({ email: mail('p2'), wanted: 'suspended' })
  .withPerson({ email: mail('new'), givenName: 'Nia', assignedBy: ['eng', 'ops'] })
  .withPerson({ email: mail('p3') })
  .withMember({ email: mail('p3'), status: 'suspended' })
  .withPerson({ email: mail('back') })
  .withMember({ email: mail('back'), status: 'removed', recoverable: true })
  .withPerson({ email: mail('p4'), surname: 'Other' })
  .withMember({ email: mail('stranger') });

describe('the order of application', () => {
  test('is updates, recoveries, unsuspensions, provisions, suspensions, removals', () => {
    expect(ids(planOf(everything))).toEqual([
      'update:p4',
      'recover:back',
      'unsuspend:p3',
      'provision:new',
      'suspend:p2',
      'deprovision:p1',
      'deprovision:stranger',
    ]);
  });

  test('puts those who wait for a seat last, recoveries first', () => {
    expect(ids(planOf(everything.freeLicences(0))).slice(-4)).toEqual([
      'deprovision:p1',
      'deprovision:stranger',
      'recover:back',
      'provision:new',
    ]);
  });

  test('within an action is roster order, then e-mail, whatever the order of the listing', () => {
    const world = base
      .withPerson({ email: mail('z'), wanted: 'unassigned' })
      .withPerson({ email: mail('a'), wanted: 'unassigned' })
      .withMember({ email: mail('n') })
      .withMember({ email: mail('m') })
      .withMember({ email: mail('a') })
      .withMember({ email: mail('z') });
    expect(ids(planOf(world))).toEqual(['deprovision:z', 'deprovision:a', 'deprovision:m', 'deprovision:n']);
  });

  test('holds for what is blocked and kept too, whichever rule said so', () => {
    const world = base
      .settings({ deprovision: { unlisted: 'managed' }, safety: { protect: [mail('p1')] } })
      .withMember({ email: mail('n') })
      .withMember({ email: mail('m') })
      .withPerson({ email: mail('p1'), wanted: 'unassigned' })
      .withPerson({ email: mail('z') })
      .withPerson({ email: mail('a') })
      .withMember({ email: mail('l') })
      .withPerson({ email: mail('l'), transferTo: mail('nobody'), wanted: 'unassigned' })
      .freeLicences(0);
    const plan = planOf(world);
    expect(plan.kept.map(({ email }) => email)).toEqual([mail('p1'), mail('m'), mail('n')]);
    expect(plan.blocked.map(({ email }) => email)).toEqual([mail('z'), mail('a'), mail('l')]);
  });

  test('holds for those who are left as they are', () => {
    const world = inSync(1)
      .settings({ deprovision: { enabled: true, method: 'suspend', unlisted: 'deprovision' } })
      .withMember({ email: mail('n'), status: 'suspended' })
      .withMember({ email: mail('m'), status: 'suspended' });
    const emails = planOf(world).unchanged.map(({ email }) => email);
    expect(emails).toEqual([mail('admin'), mail('p1'), mail('m'), mail('n')]);
  });
});

describe('--only', () => {
  const only = (...patterns: string[]): World => everything.given({ only: patterns });

  test.each([
    [['new@example.com'], ['provision:new']],
    [['NEW@Example.com '], ['provision:new']],
    [['p?@example.com'], ['update:p4', 'unsuspend:p3', 'suspend:p2', 'deprovision:p1']],
    [
      ['*stranger*', 'back@*'],
      ['recover:back', 'deprovision:stranger'],
    ],
  ])('%j selects %j', (patterns, expected) => {
    expect(ids(planOf(only(...patterns)))).toEqual(expected);
  });

  test('selects by the old, the previous and a secondary address as well', () => {
    const renamed = base.withPerson({ externalId: 'E1', email: mail('new') });
    expect(ids(planOf(renamed.given({ only: [mail('p1')] })))).toEqual(['update:new']);
    const previous = base.withPerson({ email: mail('new'), previousEmail: mail('old') });
    expect(ids(planOf(previous.given({ only: [mail('old')] })))).toEqual(['provision:new']);
    const secondary = base.withMember({
      email: mail('p1'),
      surname: 'Old',
      secondaryEmails: [mail('alias')],
    });
    expect(ids(planOf(secondary.given({ only: [mail('alias')] })))).toEqual(['update:p1']);
  });

  test('says nothing of anybody else, and counts nobody else', () => {
    const plan = planOf(only('p1@example.com').settings({ deprovision: { enabled: false } }));
    expect(plan).toMatchObject({ changes: [], blocked: [], kept: [], unchanged: [] });
    expect(plan.disabled.deprovision).toBe(1);
    expect(plan.named).toHaveLength(21);
  });

  test('is not refused for somebody for whom nothing happens', () => {
    expect(planOf(only('p9@example.com')).unchanged).toHaveLength(1);
  });

  test('that matches nobody is refused', () => {
    const plan = (): Plan => planOf(only('nobody@example.com', '*.org'));
    expect(plan).toThrow(InvalidInputError);
    expect(plan).toThrow(expect.objectContaining({ code: 'only_matches_nobody', exitCode: 7 }));
    expect(plan).toThrow('--only nobody@example.com --only *.org');
  });
});

describe('sentences', () => {
  const variants: [string, World][] = [
    ['everything', everything],
    ['without licences', everything.freeLicences(0)],
    ['without names', everything.withMember({ email: mail('stranger'), status: 'invited' })],
    [
      'withdrawn',
      everything
        .settings({ suspend: { invited: 'cancel' } })
        .withMember({ email: mail('p2'), status: 'invited' }),
    ],
    ['reported', everything.withMember({ email: mail('p2'), status: 'invited' })],
    ['refusing', everything.settings({ safety: { maxDeprovisions: 1, maxSuspensions: 0, onLimit: 'hold' } })],
    ['unrecovered', everything.settings({ provision: { recover: false } })],
    ['unlisted', everything.settings({ deprovision: { unlisted: 'report' } })],
    ['unmanaged', everything.settings({ deprovision: { unlisted: 'managed' } })],
    ['incomplete', everything.listing({ complete: false, counted: 99 })],
    ['unknown admin', everything.authorizedBy(null)],
    ['protected', everything.settings({ safety: { protect: ['*'] } })],
    ['held', everything.given({ holds: [{ email: mail('p1'), until: null, why: 'Ill...' }] })],
    ['transferring', everything.settings({ deprovision: { transferTo: mail('p9'), method: 'downgrade' } })],
    ['staged', everything.settings({ deprovision: { afterDays: 3 } })],
  ];

  test.each(variants)('%s: each explanation is one plain sentence about somebody', (_name, world) => {
    for (const { explanation } of planOf(world).changes) {
      expect(explanation).toMatch(/^\S.*[^.]\.$/);
      expect(explanation).not.toMatch(/\. |undefined|null|NaN|Infinity|\[object|\s\s|\(\)/);
    }
  });

  test.each(variants)('%s: each message ends with a period and leaks no raw value', (_name, world) => {
    const { blocked, kept, unchanged, warnings, refusals } = planOf(world);
    const messages = [...blocked, ...kept, ...unchanged, ...warnings, ...refusals].map(
      ({ message }) => message,
    );
    expect(messages.length).toBeGreaterThan(0);
    for (const message of [...messages, ...refusals.map(({ hint }) => hint)]) {
      expect(message).toMatch(/^\S.*[^.]\.$/);
      expect(message).not.toMatch(/undefined|null|NaN|Infinity|\[object|\s\s|\(\)/);
    }
  });

  test('name the person, the row and the groups', () => {
    const sentences = new Map(planOf(everything).changes.map(({ id, explanation }) => [id, explanation]));
    expect(Object.fromEntries(sentences)).toEqual({
      'update:p4@example.com': 'Given4 Other differs from the roster (row 6) in surname.',
      'recover:back@example.com':
        'back@example.com is assigned (row 24) and was removed so recently that the account can be brought back.',
      'unsuspend:p3@example.com': 'Given3 Surname3 is assigned (row 5), and the account is suspended.',
      'provision:new@example.com':
        'Nia is assigned through eng, ops (row 23) and has no Dropbox account on the team.',
      'suspend:p2@example.com': 'Given2 Surname2 is suspended in the roster (row 4).',
      'deprovision:p1@example.com': 'Given1 Surname1 is not assigned in the roster (row 3).',
      'deprovision:stranger@example.com': 'stranger@example.com is on the team and not in the roster.',
    });
  });

  test('name the address under which somebody was removed', () => {
    const world = base
      .withMember({ email: mail('p1'), status: 'removed', recoverable: true })
      .withPerson({ externalId: 'E1', email: mail('new') });
    expect(planOf(world).changes[0]?.explanation).toContain('was removed (as p1@example.com) so recently');
  });
});

describe('a plan', () => {
  test('carries where a row stands and through which groups it is assigned', () => {
    const source = planOf(everything).changes.find(({ id }) => id === `provision:${mail('new')}`)?.source;
    expect(source).toEqual({ line: 23, groups: ['eng', 'ops'] });
  });

  test('moves with the clock in nothing but its dates', () => {
    const later = planOf(everything.given({ now: new Date(NOW.getTime() + 86_400_000) }));
    const dates = later.changes.map(({ reversibleUntil }) => reversibleUntil);
    expect(dates.filter((date) => date !== null)).toEqual(['2026-03-10T10:00:00Z', '2026-03-10T10:00:00Z']);
    expect(later.checksum).toBe(planOf(everything).checksum);
  });

  test('has a checksum that tells any other change apart', () => {
    const one = (world: World): string => planOf(world).checksum;
    const variants = [
      everything,
      everything.settings({ provision: { silent: true } }),
      everything.settings({ suspend: { wipeData: true } }),
      everything.settings({ deprovision: { method: 'suspend' } }),
      everything.withPerson({ email: mail('p4'), surname: 'Another' }),
      everything.withoutMember(mail('stranger')),
      everything.withPerson({ email: mail('new'), externalId: 'E-new' }),
      everything.freeLicences(0),
    ];
    expect(new Set(variants.map(one)).size).toBe(variants.length);
    expect(one(base)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not depend on the words of a row that lie outside its changes', () => {
    const moved = everything.withPerson({ email: mail('new'), line: 99 });
    expect(planOf(moved).checksum).toBe(planOf(everything).checksum);
  });

  test('changes nothing in what it was given', () => {
    const input = everything.input();
    const before = structuredClone({
      desired: input.desired,
      actual: input.actual,
      settings: input.settings,
    });
    planChanges(input);
    expect({ desired: input.desired, actual: input.actual, settings: input.settings }).toEqual(before);
  });

  test('for a large team is made in no time', () => {
    const n = 5_000;
    const large = inSync(n)
      .settings(EVERYTHING_ON)
      .withPerson({ email: mail('new') });
    const input = large.input();
    const start = performance.now();
    planChanges(input);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
