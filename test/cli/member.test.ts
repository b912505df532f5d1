import { describe, expect, test } from 'vitest';
import { complaint, helpOf, invocationsOf, understood } from './typed.ts';

const ACTIONS = ['provision', 'suspend', 'unsuspend', 'deprovision', 'recover'] as const;
const DEFAULTS = {
  only: [],
  dryRun: false,
  yes: false,
  acceptListing: false,
  detailedExitcode: false,
  concurrency: 4,
  retryBudget: 600_000,
  wait: 0,
};
const options = { color: true, input: true };

describe.each(ACTIONS)('member %s', (action) => {
  test.each<[string, Record<string, unknown>]>([
    ['a@x.org', { emails: ['a@x.org'] }],
    ['a@x.org b@x.org', { emails: ['a@x.org', 'b@x.org'] }],
    ['-', { emails: ['-'] }],
    ['a@x.org --dry-run', { emails: ['a@x.org'], dryRun: true }],
    ['--yes a@x.org', { emails: ['a@x.org'], yes: true }],
    ['a@x.org --max-suspensions 3', { emails: ['a@x.org'], maxSuspensions: 3 }],
    ['a@x.org --max-deprovisions 5%', { emails: ['a@x.org'], maxDeprovisions: '5%' }],
    [
      'a@x.org --only *@x.org --dry-run --out p.json',
      { emails: ['a@x.org'], only: ['*@x.org'], dryRun: true, out: 'p.json' },
    ],
    ['a@x.org --accept-listing', { emails: ['a@x.org'], acceptListing: true }],
    ['a@x.org --canary 1,50%', { emails: ['a@x.org'], canary: [1, '50%'] }],
    ['a@x.org --canary 1 --max-failures 2', { emails: ['a@x.org'], canary: [1], maxFailures: 2 }],
    ['a@x.org --wait 30s --retry-budget 1m', { emails: ['a@x.org'], wait: 30_000, retryBudget: 60_000 }],
    [
      'a@x.org --detailed-exitcode --concurrency 2',
      { emails: ['a@x.org'], detailedExitcode: true, concurrency: 2 },
    ],
  ])('%s', async (typed, input) => {
    expect(await understood(`member ${action} ${typed}`)).toEqual({
      command: `member ${action}`,
      options,
      input: { action, ...DEFAULTS, ...input },
    });
  });

  test('needs somebody, and gives nobody any files', async () => {
    expect(await complaint(`member ${action}`)).toContain("missing required argument 'emails'");
    expect(await complaint(`member ${action} a@x.org --to b@x.org`)).toContain("unknown option '--to'");
  });

  test('shows how it is typed', async () => {
    expect(await helpOf(`member ${action}`)).toContain(`teamsync member ${action} ana@example.com`);
  });
});

test('member transfer needs somebody who gets the files', async () => {
  expect((await understood('member transfer a@x.org --to b@x.org')).input).toEqual({
    action: 'transfer',
    emails: ['a@x.org'],
    to: 'b@x.org',
    ...DEFAULTS,
  });
  expect(await complaint('member transfer a@x.org')).toContain(
    "required option '--to <email>' not specified",
  );
});

test.each<[string, Record<string, unknown>]>([
  ['', { csv: false }],
  ['--csv', { csv: true }],
  ['--status invited --csv', { csv: true, status: 'invited' }],
  ['--status removed', { csv: false, status: 'removed' }],
])('member list %s', async (typed, input) => {
  const words = typed.split(' ').filter((word) => word !== '');
  expect(await understood(['member', 'list', ...words])).toEqual({
    command: 'member list',
    options,
    input: { ...input, retryBudget: 600_000 },
  });
});

test('member show', async () => {
  expect(await understood('member show a@x.org --retry-budget 5s')).toEqual({
    command: 'member show',
    options,
    input: { email: 'a@x.org', retryBudget: 5000 },
  });
});

test.each([
  ['member list --status gone', 'Allowed choices are active, invited, suspended, removed'],
  ['member list all', 'too many arguments'],
  ['member show', "missing required argument 'email'"],
  ['member show a b', 'too many arguments'],
  ['member suspnd a@x.org', "unknown command 'suspnd'"],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});

test.each([
  ...ACTIONS.map((action) => `${action} a@x.org`),
  'transfer a@x.org --to b@x.org',
  'list',
  'show a@x.org',
])('the code of member %s can be loaded', async (words) => {
  const [invocation] = await invocationsOf(`member ${words}`);
  expect(await invocation?.load()).toBeTypeOf('function');
});
