import { expect, test } from 'vitest';
import { inSync, member, planOf, World } from '../helpers/team-builder.ts';

const { people, members } = inSync(2);
const joinedBy = (...more: Parameters<typeof member>[0][]): World =>
  new World(people, [...members, ...more.map(member)]);

test.each<[string, World]>([
  ['one id', joinedBy({ email: 'x@example.com', id: 'dbmid:p1@example.com' })],
  ['one address', joinedBy({ email: 'p1@example.com', id: 'dbmid:x' })],
  ['one secondary address', joinedBy({ email: 'x@example.com', secondaryEmails: ['p1@example.com'] })],
  ['one external id', joinedBy({ email: 'x@example.com', externalId: 'E1' })],
  [
    'one address, one of them removed but recoverable',
    joinedBy({ email: 'p1@example.com', id: 'dbmid:x', status: 'removed', recoverable: true }),
  ],
])('Dropbox has no two members with %s, so no test may', (_name, world) => {
  expect(() => planOf(world)).toThrow('impossible team');
});

test('an account that is gone for good leaves its address and external id to others', () => {
  const gone = { email: 'p1@example.com', id: 'dbmid:x', externalId: 'E1', status: 'removed' } as const;
  expect(planOf(joinedBy(gone)).changes).toEqual([]);
});
