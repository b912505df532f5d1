import { describe, expect, test } from 'vitest';
import { renderHealthy, unhealthyHint, unhealthyReason, type LastEnd } from '../../src/render/status.ts';

const good = { runId: 'run-1', at: '2026-11-25T15:25:08.000Z' };
const HOUR = 3_600_000;

test.each([
  [26 * HOUR, '26 hours'],
  [HOUR, '1 hour'],
  [1.5 * HOUR, '90 minutes'],
  [90_000, '90 seconds'],
  [500, '500 milliseconds'],
  [0, '0 seconds'],
])('healthy within %i milliseconds says %s', (maxAge, words) => {
  expect(renderHealthy(good, maxAge)).toBe(
    `Healthy: the last good run (run-1, 2026-11-25T15:25:08.000Z) began within the last ${words}.\n`,
  );
});

describe('the reason is one sentence', () => {
  const reason = (lastEnd: LastEnd | null, lastGoodRun: typeof good | null = null): string =>
    unhealthyReason({ lastGoodRun, maxAgeMs: HOUR, lastEnd });
  const ended = { kind: 'run', runId: 'run-2', exitCode: 130, code: null, message: null } as const;

  test('whether or not something was tried', () => {
    expect(reason(null)).toBe('No run of this team has ended well yet.');
    expect(reason(null, good)).toBe(
      'The last good run (run-1, 2026-11-25T15:25:08.000Z) began more than 1 hour ago, and none was tried since.',
    );
    expect(reason({ kind: 'partial', runId: 'run-2' }, good)).toBe(
      'The last good run (run-1, 2026-11-25T15:25:08.000Z) began more than 1 hour ago; the last run (run-2) looked at some people only.',
    );
  });

  test.each([
    ['interrupted', 'was interrupted and ended'],
    ['refused', 'was refused by a safety rail and ended'],
    ['failed', 'ended'],
    ['done', 'ended'],
    ['nothing', 'ended'],
  ] as const)('that says how a run ended: %s', (outcome, words) => {
    expect(reason({ ...ended, outcome })).toBe(
      `No run of this team has ended well yet; the last run (run-2) ${words} with exit code 130.`,
    );
  });

  test('that ends with the words of the error once', () => {
    const message = 'It was declined.';
    expect(reason({ ...ended, outcome: 'failed', code: 'declined', message })).toMatch(
      /with exit code 130 \(declined\): It was declined\.$/,
    );
  });
});

describe('the hint', () => {
  const attempt = { kind: 'attempt', at: good.at, command: 'apply', code: null, message: '' } as const;

  test.each([
    [null, 'teamsync reconcile ROSTER --yes --profile acme'],
    [{ kind: 'partial', runId: 'run-2' }, 'teamsync reconcile ROSTER --yes --profile acme'],
    [{ kind: 'unfinished', runId: 'run-2', settled: false }, 'teamsync history show run-2 --profile acme'],
    [{ ...attempt, exitCode: 5 }, 'teamsync auth dropbox --profile acme'],
    [{ ...attempt, exitCode: 6 }, 'teamsync auth status --profile acme'],
    [{ ...attempt, exitCode: 9 }, 'teamsync history --profile acme'],
    [{ ...attempt, exitCode: 8 }, 'teamsync reconcile ROSTER --dry-run --profile acme'],
  ] as [LastEnd | null, string][])('for %j is what to type for the same profile', (lastEnd, words) => {
    expect(unhealthyHint(lastEnd, ' --profile acme')).toContain(words);
  });
});
