import { expect, test } from 'vitest';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import type { Person } from '../../src/team.ts';
import { person } from '../helpers/team-builder.ts';

const ana = person({ email: 'ana@example.com', givenName: 'Ana', groups: ['eng'] });

test('a row that moved is the same row', () => {
  expect(fingerprint({ ...ana, line: 99 })).toBe(fingerprint(ana));
  expect(fingerprint(ana)).toMatch(/^[0-9a-f]{64}$/);
});

test('the order in which the fields stand does not matter', () => {
  const turned = Object.fromEntries(Object.entries(ana).reverse()) as unknown as Person;
  expect(fingerprint(turned)).toBe(fingerprint(ana));
});

test.each<[string, Partial<Person>]>([
  ['the address', { email: 'anna@example.com' }],
  ['a name', { givenName: 'Anna' }],
  ['a name that is there now', { surname: 'Lopez' }],
  ['the external id', { externalId: 'E1' }],
  ['the status', { wanted: 'suspended' }],
  ['the groups', { groups: ['eng', 'ops'] }],
  ['groups instead of none', { groups: null }],
  ['the role', { role: 'Support' }],
  ['the recipient', { transferTo: 'bo@example.com' }],
  ['the priority', { priority: 1 }],
])('a row with another value in %s is another one', (_name, fields) => {
  expect(fingerprint({ ...ana, ...fields })).not.toBe(fingerprint(ana));
});
