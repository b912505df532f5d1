import { expect, test } from 'vitest';
import { consequencesOf, disabledTexts, warningTexts } from '../../../src/render/reports/notes.ts';
import { deprovision, planWith, provision } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { endedWith } from './ended-run.ts';

const removal = (index: number) =>
  deprovision(`p${String(index)}@x.org`, {}, { reversibleUntil: `2026-03-0${String(index)}T10:00:00Z` });

test('what follows for the people of an action is said in UTC, and nothing where there are none', () => {
  const report = reportOf(planWith([removal(9), removal(9), provision('a@x.org')]));
  expect(consequencesOf(report, 'deprovision')).toEqual([
    'Removed accounts can be recovered until 2026-03-09 10:00 UTC; before that the same e-mail cannot be provisioned anew.',
  ]);
  expect(consequencesOf(report, 'provision')).toHaveLength(1);
  expect(consequencesOf(report, 'suspend')).toEqual([]);
});

test('sentences that differ in nothing but their dates are told up to a number', () => {
  const removals = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(removal);
  expect(consequencesOf(reportOf(planWith(removals)), 'deprovision')).toHaveLength(8);
});

test('actions that are not enabled are told with the people whom they would touch', () => {
  const { disabled } = planWith([]);
  expect(disabledTexts(reportOf(planWith([], { disabled: { ...disabled, groups: 1, roles: 2 } })))).toEqual([
    'groups would touch 1 person',
    'roles would touch 2 people',
  ]);
});

test('a warning is one line without controls', () => {
  const warnings = [{ code: 'odd', message: 'Odd\nas of 2026-03-02T10:00:00Z \u202e.' }];
  expect(warningTexts(endedWith(planWith([]), { warnings }))).toEqual([
    'Odd as of 2026-03-02 10:00 UTC \\u{202e}.',
  ]);
});
