import { expect, test } from 'vitest';
import { lookAt } from '../../src/apply/look.ts';
import type { Group, Member, Whom } from '../../src/team.ts';
import { idOf, provision, rename, suspend } from '../helpers/changes.ts';
import { member } from '../helpers/team-builder.ts';
import { join, joinNew } from './changes.ts';

function readerOf(members: Member[], groups: Group[] = []) {
  const asked: Whom[] = [];
  const lookUp = (whom: Whom): Promise<Member[]> => {
    asked.push(whom);
    return Promise.resolve(members);
  };
  return { asked, lookUp, listGroups: () => Promise.resolve(groups) };
}

test('new people are looked for by their addresses, everybody else by id', async () => {
  const reader = readerOf([]);
  await lookAt([provision('p@x.org'), suspend('s@x.org'), rename('old@x.org', 'new@x.org')], reader);
  expect(reader.asked).toEqual([{ ids: [idOf('s@x.org'), idOf('old@x.org')], emails: ['p@x.org'] }]);
});

test('a new person is the living account at the address, not the removed one', async () => {
  const living = member({ email: 'p@x.org', id: 'dbmid:new', status: 'invited' });
  const removed = member({ email: 'p@x.org', id: 'dbmid:old', status: 'removed' });
  for (const order of [
    [living, removed],
    [removed, living],
  ]) {
    const { found } = await lookAt([provision('p@x.org')], readerOf(order));
    expect(found(provision('p@x.org'))).toBe(living);
  }
  const { found } = await lookAt([provision('p@x.org')], readerOf([removed]));
  expect(found(provision('p@x.org'))).toBeUndefined();
});

test('a member is found by id, also when removed, and not by the address', async () => {
  const gone = member({ email: 's@x.org', status: 'removed' });
  const other = member({ email: 's@x.org', id: 'dbmid:other' });
  const { found } = await lookAt([suspend('s@x.org')], readerOf([gone, other]));
  expect(found(suspend('s@x.org'))).toBe(gone);
  const { found: alone } = await lookAt([suspend('s@x.org')], readerOf([other]));
  expect(alone(suspend('s@x.org'))).toBeUndefined();
});

test('somebody with several changes is asked for once, and others may be looked at beside them', async () => {
  const heir = member({ email: 'heir@x.org' });
  const reader = readerOf([heir]);
  const { member: find } = await lookAt(
    [
      suspend('s@x.org'),
      join('s@x.org', 'Eng'),
      join('p@x.org', 'Eng', { memberId: null }),
      provision('p@x.org'),
    ],
    reader,
    [heir.id],
  );
  expect(reader.asked).toEqual([{ ids: [idOf('s@x.org'), heir.id], emails: ['p@x.org'] }]);
  expect(find(heir.id)).toBe(heir);
  expect(find(idOf('s@x.org'))).toBeUndefined();
});

test('groups are read only for changes that do not know the id of theirs', async () => {
  const groups: Group[] = [{ id: 'g:1', name: 'New', management: 'company' }];
  const known = await lookAt([join('a@x.org', 'Eng'), suspend('s@x.org')], readerOf([], groups));
  expect([...known.groupIds]).toEqual([]);
  const unknown = await lookAt([join('a@x.org', 'Eng'), joinNew('a@x.org', 'New')], readerOf([], groups));
  expect([...unknown.groupIds]).toEqual([['New', 'g:1']]);
});
