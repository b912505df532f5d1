import { expect, test } from 'vitest';
import { checksum } from '../../src/plan/checksum.ts';
import type { UpdateChange } from '../../src/plan/change.ts';

const change: UpdateChange = {
  id: 'update:ana@example.com',
  action: 'update',
  email: 'ana@example.com',
  memberId: 'dbmid:1',
  externalId: 'E1',
  name: 'Ana Lopez',
  reason: 'profile_differs',
  explanation: 'Ana Lopez differs from the roster (row 4) in surname.',
  source: { line: 4, groups: ['eng'] },
  before: { surname: 'Old', givenName: 'Anne' },
  after: { surname: 'Lopez', givenName: 'Ana' },
  options: {},
  seats: 0,
  reversibleUntil: null,
};

const of = (fields: Partial<UpdateChange>): string => checksum([{ ...change, ...fields }]);

test.each<[string, Partial<UpdateChange>]>([
  ['the id', { id: 'update:eva@example.com' }],
  ['the account', { memberId: 'dbmid:2' }],
  ['the external id', { externalId: null }],
  ['the reason', { reason: 'returned' }],
  ['the groups', { source: { line: 4, groups: [] } }],
  ['what was there', { before: { surname: 'Older', givenName: 'Anne' } }],
  ['what will be there', { after: { surname: 'Lopes', givenName: 'Ana' } }],
])('another value in %s gives another checksum', (_name, fields) => {
  expect(of(fields)).not.toBe(of({}));
});

test.each<[string, Partial<UpdateChange>]>([
  ['the sentence', { explanation: 'Something else.' }],
  ['the dates', { reversibleUntil: '2026-03-09T10:00:00Z' }],
  ['the row', { source: { line: 5, groups: ['eng'] } }],
  ['the order of the fields', { after: { givenName: 'Ana', surname: 'Lopez' } }],
])('%s do not count', (_name, fields) => {
  expect(of(fields)).toBe(of({}));
});

test('the order of the changes and their number count', () => {
  const other = { ...change, id: 'update:eva@example.com' };
  expect(checksum([change, other])).not.toBe(checksum([other, change]));
  expect(checksum([change])).not.toBe(checksum([change, change]));
  expect(checksum([])).toMatch(/^[0-9a-f]{64}$/);
});
