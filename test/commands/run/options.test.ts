import { expect, test } from 'vitest';
import { checkOut, runLimits } from '../../../src/commands/run/options.ts';
import { refusalOf } from '../../settings/refusal.ts';

const options = { yes: false, detailedExitcode: false, concurrency: 4, wait: 0, retryBudget: 0 };

test('limits are those that were given', () => {
  expect(runLimits({ acceptListing: false })).toEqual({});
  expect(runLimits({ acceptListing: false, maxDeprovisions: 0, maxSuspensions: '5%' })).toEqual({
    deprovisions: 0,
    suspensions: '5%',
  });
});

test('--out belongs to a dry run', async () => {
  expect(() => {
    checkOut({ ...options, dryRun: true, out: 'plan.json' });
    checkOut({ ...options, dryRun: false });
  }).not.toThrow();
  const error = await refusalOf(() => {
    checkOut({ ...options, dryRun: false, out: 'plan.json' });
  });
  expect(error).toMatchObject({ code: 'out_needs_dry_run', exitCode: 7 });
  expect(error.hint).toContain('teamsync plan ROSTER --out plan.json');
});
