import { expect, test } from 'vitest';
import { complaint, helpOf, understood } from './typed.ts';

const DEFAULTS = {
  run: '20261125',
  only: [],
  dryRun: false,
  yes: false,
  acceptListing: false,
  detailedExitcode: false,
  concurrency: 4,
  retryBudget: 600_000,
  wait: 0,
};

test.each<[string, Record<string, unknown>]>([
  ['', {}],
  ['--dry-run', { dryRun: true }],
  ['--yes', { yes: true }],
  ['--only a@x.org --only *@y.org', { only: ['a@x.org', '*@y.org'] }],
  ['--max-deprovisions 3 --max-suspensions 25%', { maxDeprovisions: 3, maxSuspensions: '25%' }],
  ['--accept-listing', { acceptListing: true }],
  ['--dry-run --out plan.json', { dryRun: true, out: 'plan.json' }],
  ['--detailed-exitcode', { detailedExitcode: true }],
  ['--concurrency 16', { concurrency: 16 }],
  ['--canary 1,50% --max-failures 0', { canary: [1, '50%'], maxFailures: 0 }],
  ['--wait 30s --retry-budget 1m', { wait: 30_000, retryBudget: 60_000 }],
])('undo RUN %s', async (typed, input) => {
  expect(await understood(['undo', '20261125', ...typed.split(' ').filter((word) => word !== '')])).toEqual({
    command: 'undo',
    options: { color: true, input: true },
    input: { ...DEFAULTS, ...input },
  });
});

test.each([
  ['undo', "missing required argument 'run'"],
  ['undo a b', 'too many arguments'],
  ['undo a --settings s.json', "unknown option '--settings'"],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});

test('its help shows how it is typed', async () => {
  expect(await helpOf('undo')).toContain('teamsync undo 20261125T152508Z-3f9a1c --dry-run');
});
