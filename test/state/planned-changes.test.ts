import { expect, test } from 'vitest';
import { ACTIONS } from '../../src/state/journal-records.ts';
import { plannedChanges } from '../../src/state/planned-changes.ts';
import { deprovision, provision } from '../helpers/changes.ts';
import { planFile } from '../helpers/plan-file.ts';

const ana = { ...provision('ana@example.com') };

test('the changes of a plan are found by their ids, with everything that stands in it', () => {
  const ben = { ...deprovision('ben@example.com'), more: 'of a later version' };
  const found = plannedChanges(planFile({ changes: [ana, ben] }));
  expect([...found]).toEqual([
    [ana.id, ana],
    [ben.id, ben],
  ]);
});

test.each(ACTIONS)('a change with the action %s is one', (action) => {
  expect(plannedChanges(planFile({ changes: [{ ...ana, action }] })).size).toBe(1);
});

test.each([
  ['of an action that this version does not know', { action: 'merge' }],
  ['that says nothing of the account', { memberId: undefined }],
  ['without options', { options: undefined }],
  ['whose facts are none', { before: 'active' }],
])('a change %s is left out', (_what, fields) => {
  const odd = { ...ana, ...fields, id: 'odd' };
  expect([...plannedChanges(planFile({ changes: [odd, ana] })).keys()]).toEqual([ana.id]);
});
