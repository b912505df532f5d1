import { expect, test } from 'vitest';
import { transitions } from '../../src/render/transitions.ts';
import {
  deprovision,
  filesTo,
  invite,
  provision,
  setRole,
  staged,
  transfer,
  update,
} from '../helpers/changes.ts';
import { groupAdd, groupRemove } from '../helpers/group-changes.ts';

test('a status and a role speak for themselves, and other fields are named', () => {
  expect(transitions(provision('a@x.org'))).toEqual(['no account → invited']);
  expect(transitions(setRole('a@x.org', 'Team admin', 'member'))).toEqual(['Team admin → member']);
  expect(transitions(update('a@x.org', { surname: 'Old' }, { surname: 'New' }))).toEqual([
    'surname Old → New',
  ]);
});

test('an emptied field is shown as such', () => {
  expect(transitions(update('a@x.org', { surname: 'Old' }, { surname: '' }))).toEqual([
    'surname Old → (none)',
  ]);
  expect(transitions(update('a@x.org', { externalId: '' }, { externalId: 'E1' }))).toEqual([
    'external id (none) → E1',
  ]);
});

test('what stays as it is is not told', () => {
  expect(transitions(invite('a@x.org', 3))).toEqual([]);
  expect(transitions(update('a@x.org', {}, {}))).toEqual([]);
});

test('a group is told by where somebody goes', () => {
  expect(transitions(groupAdd('a@x.org', 'Engineering'))).toEqual(['→ Engineering']);
  expect(transitions(groupRemove('a@x.org', 'Engineering'))).toEqual(['out of Engineering']);
});

test('a suspension that a removal follows tells its date', () => {
  expect(transitions(staged('a@x.org', '2026-03-09T10:00:00Z'))).toEqual([
    'active → suspended, removed on 2026-03-09T10:00:00Z',
  ]);
});

test('files that go to somebody else are told with what cannot be undone', () => {
  const files = 'files → boss@x.org; cannot be undone';
  expect(transitions(deprovision('a@x.org', filesTo('boss@x.org')))).toEqual(['active → removed', files]);
  expect(transitions(transfer('a@x.org', 'boss@x.org'))).toEqual([files]);
});

test('nothing from a roster or from Dropbox can steer the terminal', () => {
  const bad = 'x\u001b[2J';
  const all = [
    groupAdd('a@x.org', bad),
    groupRemove('a@x.org', bad),
    setRole('a@x.org', bad, bad + bad),
    transfer('a@x.org', bad),
    deprovision('a@x.org', filesTo(bad)),
  ];
  for (const text of all.flatMap(transitions)) expect(text).not.toContain('\u001b');
});
