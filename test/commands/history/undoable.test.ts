import { expect, test } from 'vitest';
import { canBeUndone } from '../../../src/commands/history/undoable.ts';
import { resultChange } from '../../state/run-values.ts';

const NOW = new Date('2026-11-28T00:00:00.000Z');
const of = (action: string, fields: object = {}): boolean =>
  canBeUndone({ ...resultChange(action, 'ana@example.com'), ...fields }, NOW);

test.each(['provision', 'recover', 'unsuspend', 'update', 'suspend', 'group_add'])(
  'an applied %s can be undone',
  (action) => {
    expect(of(action)).toBe(true);
  },
);

test.each(['planned', 'failed', 'skipped'])('a change that is %s cannot', (status) => {
  expect(of('suspend', { status })).toBe(false);
});

test('a change of which nobody knows whether it was made may be one', () => {
  expect(of('suspend', { status: 'unknown' })).toBe(true);
});

test('a removal can until its last moment', () => {
  expect(of('deprovision', { reversibleUntil: '2026-11-28T00:00:00.001Z' })).toBe(true);
  expect(of('deprovision', { reversibleUntil: '2026-11-28T00:00:00.000Z' })).toBe(false);
});

test('a deprovision that suspends can; a downgrade, or an invitation that was withdrawn, cannot', () => {
  expect(of('deprovision', { options: { method: 'suspend' } })).toBe(true);
  expect(of('deprovision', { options: { method: 'downgrade' } })).toBe(false);
  expect(of('deprovision', { options: { method: 'remove' }, before: { status: 'invited' } })).toBe(false);
  expect(of('deprovision', { options: null, before: null })).toBe(true);
});

test('an e-mail that was sent cannot', () => {
  expect(of('invite')).toBe(false);
});
