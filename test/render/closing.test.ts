import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { closing } from '../../src/render/closing.ts';
import { planWith } from '../helpers/changes.ts';
import { reportOf } from '../helpers/report.ts';
import { everything, plain } from './everything.ts';

const last = (plan: Plan, nothing?: string): string =>
  closing(reportOf(plan), plain(400), nothing).join('\n');

test('what is planned is counted, action by action, and what is not', () => {
  expect(last(everything())).toBe(
    'Plan: 3 to provision, 1 to recover, 1 to unsuspend, 1 to update, 2 to add to a group, 1 to remove from a group, ' +
      '1 to get another role, 1 to suspend, 6 to deprovision, 1 to remind, 1 to have files moved; ' +
      '1 unchanged, 1 left alone, 3 blocked.',
  );
});

test('a team that is as the roster says is told so', () => {
  expect(last(planWith([]))).toBe(
    'Nothing to do: the team is as the roster says. (0 unchanged, 0 left alone, 0 blocked)',
  );
});

test('that is not said alone while something differs and is held back or not enabled', () => {
  const { kept, blocked, disabled } = everything();
  expect(last(planWith([], { kept }))).toMatch(/^Nothing to do: .*, apart from who is left alone\. \(/);
  expect(last(planWith([], { disabled, kept }))).toMatch(
    /^Nothing to do with the actions that are enabled\. \(/,
  );
  expect(last(planWith([], { blocked, disabled, kept }))).toMatch(
    /^Nothing can be done now: what differs is blocked\. \(/,
  );
});

test('a plan that comes from no roster has a sentence of its own for nothing to do', () => {
  expect(last(planWith([]), 'Nothing to undo.')).toMatch(/^Nothing to undo\. \(/);
});
