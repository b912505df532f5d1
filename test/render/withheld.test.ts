import { expect, test } from 'vitest';
import { disabledLines, withheldLines } from '../../src/render/withheld.ts';
import { planWith } from '../helpers/changes.ts';
import { plain } from './everything.ts';

const held = {
  action: 'deprovision',
  email: 'a@x.org',
  code: 'held',
  message: 'On hold.',
  until: null,
} as const;

test('who is held back is named with the action, the code and the sentence', () => {
  expect([...withheldLines('Left alone', '=', [held], plain())]).toEqual([
    '',
    'Left alone 1',
    '  = a@x.org  no deprovision: held',
    '      On hold.',
  ]);
});

test('a date from which it is possible stands on the line', () => {
  const later = { ...held, until: '2026-03-09T10:00:00Z' };
  expect([...withheldLines('Blocked', '?', [later, held], plain())][2]).toBe(
    '  ? a@x.org  no deprovision: held  from 2026-03-09T10:00:00Z',
  );
});

test('what is about a group names it', () => {
  const missing = { ...held, action: 'group_add', group: 'Sales', code: 'group_missing' } as const;
  const own = { ...missing, action: 'group_remove', code: 'held' } as const;
  const lines = [...withheldLines('Blocked', '?', [missing, own], plain())];
  expect(lines).toContain('  ? a@x.org  no group_add to Sales: group_missing');
  expect(lines).toContain('  ? a@x.org  no group_remove from Sales: held');
});

test('nothing is said where nobody is held back and every action is enabled', () => {
  expect([...withheldLines('Blocked', '?', [], plain())]).toEqual([]);
  expect(disabledLines(planWith([]).disabled, plain())).toEqual([]);
});

test('the command that enables an action is one for the same profile', () => {
  const disabled = { ...planWith([]).disabled, provision: 1 };
  expect(disabledLines(disabled, { ...plain(120), profile: ' --profile acme' }).at(-1)).toBe(
    '  provision would touch 1 person: teamsync settings set provision.enabled=true --profile acme',
  );
});

test('an action that is not enabled is counted with the command that enables it', () => {
  const disabled = { ...planWith([]).disabled, provision: 1, unsuspend: 2, groups: 3, roles: 4 };
  expect(disabledLines(disabled, plain())).toEqual([
    '',
    'Not enabled',
    '  provision would touch 1 person: teamsync settings set provision.enabled=true',
    '  unsuspend would touch 2 people: teamsync settings set suspend.enabled=true',
    '  groups would touch 3 people: teamsync settings set groups.enabled=true',
    '  roles would touch 4 people: teamsync settings set roles.enabled=true',
  ]);
});
