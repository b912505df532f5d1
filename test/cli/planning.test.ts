import { describe, expect, test } from 'vitest';
import { complaint, understood } from './typed.ts';

const LIMITS = { acceptListing: false };
const RUN = { detailedExitcode: false, concurrency: 4, retryBudget: 600_000, wait: 0 };
const ROSTER = { roster: 'roster.csv', only: [], acceptRoster: false };
const DEFAULTS: Record<string, Record<string, unknown>> = {
  'reconcile roster.csv': { ...ROSTER, ...LIMITS, ...RUN, dryRun: false, yes: false },
  'plan roster.csv': { ...ROSTER, ...LIMITS, ...RUN, dryRun: false },
  'apply --resume 2026': { resume: '2026', ...LIMITS, ...RUN, dryRun: false, yes: false },
  'apply plan.json': { file: 'plan.json', ...LIMITS, ...RUN, dryRun: false, yes: false },
};

test.each(Object.entries(DEFAULTS))('%s has these defaults', async (line, input) => {
  expect(await understood(line)).toEqual({
    command: line.split(' ')[0],
    options: { color: true, input: true },
    input,
  });
});

const FOR_ALL: [string, Record<string, unknown>][] = [
  ['--dry-run', { dryRun: true }],
  ['--out p.json', { out: 'p.json' }],
  ['--report r.html', { report: 'r.html' }],
  ['--detailed-exitcode', { detailedExitcode: true }],
  ['--full', { full: true }],
  ['--progress json', { progress: 'json' }],
  ['--concurrency 16', { concurrency: 16 }],
  ['--retry-budget 30s', { retryBudget: 30_000 }],
  ['--max-deprovisions 0', { maxDeprovisions: 0 }],
  ['--max-deprovisions 25%', { maxDeprovisions: '25%' }],
  ['--max-suspensions 3', { maxSuspensions: 3 }],
  ['--accept-listing', { acceptListing: true }],
  ['--canary 1,5,25%', { canary: [1, 5, '25%'] }],
  ['--canary 1 --max-failures 2', { canary: [1], maxFailures: 2 }],
];
const FOR_ROSTERS: [string, Record<string, unknown>][] = [
  ['--format json', { format: 'json' }],
  ['--settings s.json', { settings: 's.json' }],
  ['--only a@x.org --only *@y.org', { only: ['a@x.org', '*@y.org'] }],
];

const FOR_WATCHING: [string, Record<string, unknown>][] = [
  ['--watch', { watch: true }],
  ['--watch --every 1h', { watch: true, every: 3_600_000 }],
  ['--every 90s', { every: 90_000 }],
];

describe('options', () => {
  const lines = Object.keys(DEFAULTS).flatMap((line) => [
    ...FOR_ALL.map(([typed, input]) => [line, typed, input] as const),
    ...(line.startsWith('apply') ? [] : FOR_ROSTERS).map(([typed, input]) => [line, typed, input] as const),
    ...(line.startsWith('reconcile') ? FOR_WATCHING : []).map(
      ([typed, input]) => [line, typed, input] as const,
    ),
    ...(line.startsWith('plan') ? [] : [[line, '--yes', { yes: true }] as const]),
  ]);

  test.each(lines)('%s %s', async (line, typed, input) => {
    expect((await understood(`${line} ${typed}`)).input).toEqual({ ...DEFAULTS[line], ...input });
    const [command = '', ...rest] = line.split(' ');
    expect((await understood([command, ...typed.split(' '), ...rest])).input).toEqual({
      ...DEFAULTS[line],
      ...input,
    });
  });

  test('- is a roster', async () => {
    expect((await understood('reconcile -')).input).toMatchObject({ roster: '-' });
  });
});

describe('a command line that cannot be understood', () => {
  test.each([
    ['reconcile', "missing required argument 'roster'"],
    ['plan a.csv b.csv', 'too many arguments'],
    ['plan a.csv --yes', "unknown option '--yes'"],
    ['plan a.csv --watch', "unknown option '--watch'"],
    ['apply p.json --every 5m', "unknown option '--every'"],
    ['reconcile a.csv --yes --watch --every often', 'Expected a duration'],
    ['apply p.json --only a@x.org', "unknown option '--only'"],
    ['apply p.json --settings s.json', "unknown option '--settings'"],
    ['reconcile a.csv --force', "unknown option '--force'"],
    ['reconcile a.csv --dry-rn', "unknown option '--dry-rn'"],
    ['reconcil a.csv', "unknown command 'reconcil'"],
    ['reconcile a.csv --format pdf', 'Allowed choices are csv, json'],
    ['reconcile a.csv --concurrency 17', 'Expected a whole number from 1 to 16.'],
    ['reconcile a.csv --concurrency 0', 'Expected a whole number from 1 to 16.'],
    ['reconcile a.csv --retry-budget 10', 'Expected a duration'],
    ['reconcile a.csv --max-deprovisions 101%', 'Expected a number of people'],
    ['reconcile a.csv --max-suspensions -1', 'Expected a number of people'],
    ['reconcile a.csv --out', 'argument missing'],
    ['reconcile a.csv --canary 0,5', 'Expected steps of at least one change'],
    ['reconcile a.csv --canary all', 'Expected a number of people'],
    ['reconcile a.csv --canary 1 --max-failures -1', 'Expected a whole number from 0'],
  ])('%s', async (line, words) => {
    expect(await complaint(line)).toContain(words);
  });
});
