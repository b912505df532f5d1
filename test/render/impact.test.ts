import { expect, test } from 'vitest';
import type { Impact } from '../../src/plan/change.ts';
import { impactOf } from '../../src/render/impact.ts';

const NOW = new Date('2026-03-02T10:00:00Z');
const NOTHING: Impact = { roles: [], joinedOn: null, groups: null, soleMemberOf: [] };

const told = (fields: Partial<Impact>, seats: 0 | -1 = 0): string[] =>
  impactOf({ impact: { ...NOTHING, ...fields }, seats }, NOW);

test('nothing is said where there is nothing to say', () => {
  expect(told({})).toEqual([]);
  expect(told({ groups: [] })).toEqual([]);
  expect(impactOf({ seats: 1 }, NOW)).toEqual([]);
});

test('what is remarkable comes first, and the licence last', () => {
  const all = {
    roles: ['Team admin', 'Support admin'],
    joinedOn: '2024-03-05T09:00:00Z',
    groups: ['Design', 'Engineering'],
    soleMemberOf: ['Engineering'],
  };
  expect(told(all, -1)).toEqual([
    'admin: Team admin, Support admin',
    'only member of Engineering',
    'in Design, Engineering',
    'on the team since 2024-03-05, 727 days',
    'frees a licence',
  ]);
});

test('five groups are named, and the others counted', () => {
  expect(told({ groups: ['a', 'b', 'c', 'd', 'e'] })).toEqual(['in a, b, c, d, e']);
  expect(told({ groups: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })).toEqual(['in a, b, c, d, e + 2']);
});

test('days are whole ones, and never fewer than none', () => {
  expect(told({ joinedOn: '2026-03-01T10:00:01Z' })).toEqual(['on the team since 2026-03-01, 0 days']);
  expect(told({ joinedOn: '2026-03-01T10:00:00Z' })).toEqual(['on the team since 2026-03-01, 1 day']);
  expect(told({ joinedOn: '2026-03-03T10:00:00Z' })).toEqual(['on the team since 2026-03-03, 0 days']);
});

test('a licence is freed also where nothing else is known', () => {
  expect(impactOf({ seats: -1 }, NOW)).toEqual(['frees a licence']);
});

test('nothing from Dropbox can steer the terminal', () => {
  const bad = 'x\u001b[2J';
  const text = told({ roles: [bad], groups: [bad], soleMemberOf: [bad], joinedOn: `\u001b[2J${bad}` }).join();
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('NaN');
});
