import { expect, test } from 'vitest';
import { aboutGroup, groupIn, groupOf } from '../../src/render/about-group.ts';
import { provision } from '../helpers/changes.ts';
import { groupAdd, groupRemove } from '../helpers/group-changes.ts';

test('a group stands behind the action with the word that goes with it', () => {
  expect(aboutGroup('group_add', 'Sales')).toBe(' to Sales');
  expect(aboutGroup('group_remove', 'Sales')).toBe(' from Sales');
  expect(aboutGroup('group_add', 'x\u001b')).toBe(' to x\\u{1b}');
  expect(aboutGroup('provision', null)).toBe('');
  expect(aboutGroup('provision', undefined)).toBe('');
});

test('a change tells its group, and so does its id', () => {
  const added = groupAdd('a@x.org', 'Sales: North');
  expect([groupOf(added), groupIn(added)]).toEqual(['Sales: North', 'Sales: North']);
  expect(groupOf(groupRemove('a@x.org', 'Sales'))).toBe('Sales');
  const other = provision('a@x.org');
  expect([groupOf(other), groupIn(other)]).toEqual([null, null]);
});
