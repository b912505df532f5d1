import { expect, test } from 'vitest';
import { groupAdd, groupRemove } from '../../src/plan/group-changes.ts';
import { member, person } from '../helpers/team-builder.ts';

const ana = person({ email: 'ana@example.com', givenName: 'Ana', line: 4, externalId: 'E1' });
const account = member({ email: 'ana@example.com', id: 'dbmid:1', externalId: 'E-old' });
const group = { id: 'g:1', name: 'Engineering', management: 'company' } as const;

test('joining a group says who, from where and which group', () => {
  const subject = { person: ana, member: account, rank: 0 };
  expect(groupAdd(subject, ana, { name: 'Engineering', group }, ['eng', 'qa'])).toEqual({
    id: 'group_add:ana@example.com:Engineering',
    action: 'group_add',
    email: 'ana@example.com',
    memberId: 'dbmid:1',
    externalId: 'E1',
    name: 'Ana',
    reason: 'in_group',
    explanation: 'Ana is in eng, qa (row 4) and not in the Dropbox group Engineering.',
    source: { line: 4, groups: ['eng', 'qa'] },
    before: null,
    after: { group: 'Engineering' },
    options: { groupId: 'g:1' },
    seats: 0,
    reversibleUntil: null,
  });
});

test('joining knows neither an account nor a group that are still to come', () => {
  const nameless = person({ email: 'new@example.com' });
  const subject = { person: nameless, member: null, rank: 0 };
  expect(groupAdd(subject, nameless, { name: 'New', group: null }, ['new'])).toMatchObject({
    memberId: null,
    externalId: null,
    name: null,
    options: { groupId: null },
  });
});

test('leaving a group names the group by its id', () => {
  const unknown = person({ email: 'ana@example.com', line: 4 });
  const subject = { person: unknown, member: account, rank: 0 };
  expect(groupRemove(subject, unknown, account, group)).toMatchObject({
    id: 'group_remove:ana@example.com:Engineering',
    memberId: 'dbmid:1',
    externalId: 'E-old',
    reason: 'not_in_group',
    explanation: 'ana@example.com is in the Dropbox group Engineering, and no group of row 4 leads there.',
    source: { line: 4, groups: [] },
    before: { group: 'Engineering' },
    after: null,
    options: { groupId: 'g:1' },
  });
});
