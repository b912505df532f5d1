import { expect, test } from 'vitest';
import { checkOut, checkPace, runLimits, stepSizes } from '../../../src/commands/run/options.ts';
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

test('--max-failures belongs to --canary', async () => {
  expect(() => {
    checkPace({ ...options, dryRun: true });
    checkPace({ ...options, dryRun: true, canary: [1] });
    checkPace({ ...options, dryRun: true, canary: [1], maxFailures: 2 });
  }).not.toThrow();
  const error = await refusalOf(() => {
    checkPace({ ...options, dryRun: true, maxFailures: 2 });
  });
  expect(error).toMatchObject({ code: 'max_failures_needs_canary', exitCode: 7 });
  expect(error.hint).toContain('--canary 1,5,25% --max-failures 2');
});

test.each([{ report: 'report.txt' }, { report: 'report' }])(
  'a report in a format that nobody knows is refused: %j',
  async (typed) => {
    const error = await refusalOf(() => {
      checkPace({ ...options, dryRun: true, ...typed });
    });
    expect(error).toMatchObject({ code: 'unknown_report_format', exitCode: 7 });
  },
);

test.each([
  { report: 'roster.csv', roster: './roster.csv' },
  { report: './plan.json', file: 'plan.json' },
  { report: 'x/../settings.json', settings: 'settings.json' },
  { report: '/tmp/plan.json', out: '/tmp/plan.json' },
])('a report never takes the place of a file that the run needs: %j', async (typed) => {
  const error = await refusalOf(() => {
    checkPace({ ...options, dryRun: true, ...typed });
  });
  expect(error).toMatchObject({ code: 'report_is_input', exitCode: 7 });
});

test('a report beside the files of the run is taken', () => {
  expect(() => {
    checkPace({ ...options, dryRun: true, report: 'report.csv', roster: 'roster.csv', out: 'plan.json' });
    checkPace({ ...options, dryRun: true, report: 'report.csv', roster: '-' });
  }).not.toThrow();
});

test.each([
  [[1, 5], 100, [1, 5]],
  [['25%'], 40, [10]],
  [['25%'], 41, [11]],
  [['1%', '100%'], 3, [1, 3]],
  [[1, '10%'], 0, [1, 1]],
])('the steps %j of %i changes are %j of them, shares rounded up', (steps, total, sizes) => {
  expect(stepSizes(steps, total)).toEqual(sizes);
});
