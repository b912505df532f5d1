import { expect, test } from 'vitest';
import type { Blocked, Plan } from '../../src/plan/types.ts';
import { seatsText } from '../../src/render/seats.ts';
import { planWith } from '../helpers/changes.ts';
import { reportOf } from '../helpers/report.ts';

const told = (seats: Partial<Plan['seats']>, blocked: Blocked[] = []): string => {
  const before = { licensed: 10, used: 3, free: 7 };
  const plan = planWith([], { seats: { before, freed: 0, taken: 0, purchased: 0, ...seats }, blocked });
  return seatsText(reportOf(plan));
};

const without = (email: string): Blocked => ({
  action: 'provision',
  email,
  code: 'no_licence',
  message: 'No licence.',
  until: null,
});

test('a plan that does nothing to the seats says only what there is', () => {
  expect(told({})).toBe('10 owned, 3 used, 7 free');
});

test('a plan that takes or frees seats says what there is then', () => {
  expect(told({ taken: 1 })).toBe(
    '10 owned, 3 used, 7 free; this plan takes 1 and frees 0, then 4 used, 6 free',
  );
  expect(told({ freed: 2 })).toContain('takes 0 and frees 2, then 1 used, 9 free');
});

test('licences to be bought stand out', () => {
  expect(told({ taken: 9, purchased: 2 })).toContain('then 12 used, 0 free, 2 licences to be BOUGHT');
});

test('licences that are missing are counted', () => {
  const used = { licensed: 3, used: 3, free: 0 };
  expect(told({ before: used }, [without('a@x.org')])).toBe('3 owned, 3 used, 0 free; 1 licence is MISSING');
  const held: Blocked = { ...without('c@x.org'), code: 'identity_conflict' };
  expect(told({ before: used }, [without('a@x.org'), without('b@x.org'), held])).toContain(
    '; 2 licences are MISSING',
  );
});

test('a team that uses more than it owns has none free afterwards either', () => {
  expect(told({ before: { licensed: 3, used: 5, free: 0 }, freed: 1 })).toContain('then 4 used, 0 free');
});
