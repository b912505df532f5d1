import { describe, expect, test } from 'vitest';
import { rosterFindings, type HealthLimits, type RosterFacts } from '../../src/plan/health.ts';

const LAST: RosterFacts = {
  people: 100,
  columns: ['email', 'externalId'],
  groups: { eng: 40, legal: 2, sales: 3 },
  suspended: ['old@x.org'],
};
const LIMITS: HealthLimits = { shrink: '30%', suspensions: '10%', members: 100 };

const codes = (now: Partial<RosterFacts>, limits: Partial<HealthLimits> = {}, last = LAST): string[] =>
  rosterFindings(last, { ...LAST, ...now }, { ...LIMITS, ...limits }).map(({ code }) => code);

test('the same roster is healthy', () => {
  expect(codes({})).toEqual([]);
});

describe('fewer people', () => {
  test.each([
    [100, 70, '30%', false],
    [100, 69, '30%', true],
    [10, 9, '0%', false],
    [10, 8, '0%', true],
    [7, 4, '30%', false],
    [7, 3, '30%', true],
    [100, 95, 5, false],
    [100, 94, 5, true],
    [100, 120, '0%', false],
  ] as const)('%i then %i with a limit of %s: %s', (before, now, shrink, found) => {
    const last = { ...LAST, people: before };
    expect(codes({ people: now }, { shrink }, last)).toEqual(found ? ['fewer_people'] : []);
  });

  test('the sentence has both numbers and the setting', () => {
    const [finding] = rosterFindings(LAST, { ...LAST, people: 50 }, LIMITS);
    expect(finding?.message).toBe(
      'It names 50 people, 50 fewer than the 100 of the last good run; safety.maxRosterShrink allows 30 (30%).',
    );
  });

  test('the sentence speaks of one person as of one', () => {
    const [finding] = rosterFindings(LAST, { ...LAST, people: 1 }, LIMITS);
    expect(finding?.message).toMatch(/^It names 1 person, 99 fewer than the 100 /);
  });
});

test('a known column that is gone is named, a new one is welcome', () => {
  expect(codes({ columns: ['email', 'groups'] })).toEqual(['column_gone']);
  expect(codes({ columns: ['email', 'externalId', 'groups'] })).toEqual([]);
});

test('a group of three or more that is empty is named, smaller ones come and go', () => {
  expect(codes({ groups: { legal: 2, sales: 3, eng: 1 } })).toEqual([]);
  expect(codes({ groups: { eng: 1 } })).toEqual(['group_emptied']);
  expect(codes({ groups: { sales: 0, eng: 1 } })).toEqual(['group_emptied']);
});

test('people newly suspended count against the limit, of the members now on the team', () => {
  const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `p${String(i)}@x.org`);
  expect(codes({ suspended: ['old@x.org', ...many(10)] })).toEqual([]);
  expect(codes({ suspended: many(11) })).toEqual(['many_suspended']);
  expect(codes({ suspended: many(3) }, { suspensions: 2 })).toEqual(['many_suspended']);
  expect(codes({ suspended: many(11) }, { members: 200 })).toEqual([]);
});

test('everything that is wrong is told at once', () => {
  const now = { people: 1, columns: [], groups: {}, suspended: ['a@x.org'] };
  expect(codes(now, { suspensions: 0 })).toEqual([
    'fewer_people',
    'column_gone',
    'column_gone',
    'group_emptied',
    'group_emptied',
    'many_suspended',
  ]);
});
