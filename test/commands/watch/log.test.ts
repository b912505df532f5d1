import { describe, expect, test } from 'vitest';
import { logFor, type Log, type RoundEnd } from '../../../src/commands/watch/log.ts';
import type { Reason } from '../../../src/commands/watch/schedule.ts';
import { contextWith } from '../../helpers/context.ts';

const GOOD: RoundEnd = { exitCode: 0, code: null, run: { id: 'RUN', applied: 8, changes: 8 } };
const DEAD: RoundEnd = { exitCode: 5, code: 'not_authorized', run: null };

/** What is written, without the time before it. */
function logged(tell: (log: Log) => void, quiet = false): string {
  const context = contextWith({ quiet });
  tell(logFor(context));
  const { text } = context.outside.stderr;
  if (text !== '') expect(text).toMatch(/^2026-03-02T10:00:00Z [^\n]+\n$/);
  return text.slice('2026-03-02T10:00:00Z '.length).trimEnd();
}

test.each<[Reason, string]>([
  ['start', 'start'],
  ['changed', 'roster changed'],
  ['interval', 'interval'],
  ['retry', 'trying again after a failure'],
])('a run that begins tells why: %s', (reason, words) => {
  expect(
    logged((log) => {
      log.begins(reason);
    }),
  ).toBe(`run begins: ${words}`);
});

test('a watcher tells what it does', () => {
  expect(
    logged((log) => {
      log.watching('roster.csv', 5_400_000);
    }),
  ).toBe('watching roster.csv: runs now, when it changes, and 90 minutes after each run');
});

test('a missing roster is told in a form that steers no terminal', () => {
  expect(
    logged((log) => {
      log.missing('a\u001b[2J.csv', 'there is no such file');
    }),
  ).toBe('waiting for a\\u{1b}[2J.csv: there is no such file');
});

describe('the end of a run', () => {
  const NEXT = '; next run at 2026-03-02T10:15:00Z, or when the roster changes';

  test.each<[RoundEnd, string]>([
    [GOOD, 'run RUN ended with exit code 0 (done); 8 of 8 changes applied'],
    [
      { ...GOOD, run: { id: 'RUN', applied: 0, changes: 0 } },
      'run RUN ended with exit code 0 (done); nothing to change',
    ],
    [
      { exitCode: 4, code: 'some_changes_failed', run: { id: 'RUN', applied: 0, changes: 1 } },
      'run RUN ended with exit code 4 (some changes failed or were blocked: some_changes_failed); 0 of 1 change applied',
    ],
    [DEAD, 'run ended with exit code 5 (not authorized: not_authorized); nothing was changed'],
  ])('%j', (end, words) => {
    expect(
      logged((log) => {
        log.ended(end, 900_000);
      }),
    ).toBe(words + NEXT);
    expect(
      logged((log) => {
        log.ended(end, null);
      }),
    ).toBe(words);
  });
});

test.each<[string, RoundEnd | null, string]>([
  ['between two runs', null, 'between two runs'],
  ['before a run did anything', { ...DEAD, exitCode: 143 }, 'before the run had changed anything'],
  ['after the last change', GOOD, 'when the run RUN had nothing left to change'],
  [
    'in the middle',
    { exitCode: 143, code: 'interrupted', run: { id: 'RUN', applied: 3, changes: 8 } },
    'during the run RUN, which leaves 5 changes to the next one',
  ],
])('a watcher that is stopped %s tells what is left', (_when, end, words) => {
  expect(
    logged((log) => {
      log.stopped('SIGTERM', end);
    }),
  ).toBe(`stopped by SIGTERM ${words}`);
});

test('with --quiet only failures are told', () => {
  const quiet = (tell: (log: Log) => void): string => logged(tell, true);
  expect(
    quiet((log) => {
      log.watching('roster.csv', 60_000);
    }),
  ).toBe('');
  expect(
    quiet((log) => {
      log.missing('roster.csv', 'gone');
    }),
  ).toBe('');
  expect(
    quiet((log) => {
      log.begins('start');
    }),
  ).toBe('');
  expect(
    quiet((log) => {
      log.ended(GOOD, 60_000);
    }),
  ).toBe('');
  expect(
    quiet((log) => {
      log.stopped('SIGTERM', null);
    }),
  ).toBe('');
  expect(
    quiet((log) => {
      log.ended(DEAD, 60_000);
    }),
  ).toContain('exit code 5');
});
