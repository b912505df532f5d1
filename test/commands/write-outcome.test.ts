import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/auth/secret.ts';
import { done, type Outcome } from '../../src/commands/context.ts';
import { writeOutcome, type Writing } from '../../src/commands/write-outcome.ts';
import { TeamsyncError } from '../../src/errors.ts';
import { outsideWith } from '../helpers/context.ts';

const PLAIN: Writing = { color: false };
const FAILED: Outcome = {
  ...done({}, 'A result.\n', [{ code: 'odd', message: 'Odd.' }]),
  exitCode: 1,
  error: new TeamsyncError(1, 'unexpected', 'It broke.', { hint: 'Mend it.', cause: new Error('inside') }),
};

/** The exit code and what stands on both streams. */
function written(outcome: Outcome, how: Writing = PLAIN): [number, string, string] {
  const outside = outsideWith();
  const exitCode = writeOutcome(outside, 'status', how, outcome);
  return [exitCode, outside.stdout.text, outside.stderr.text];
}

test('a result goes to standard output, what is wrong to standard error', () => {
  expect(written(FAILED)).toEqual([1, 'A result.\n', 'warning: Odd.\nerror: It broke.\nhint: Mend it.\n']);
});

test('with --quiet only what is wrong is written', () => {
  expect(written(FAILED, { ...PLAIN, quiet: true })[1]).toBe('');
  expect(written(done({}, 'A result.\n'), { ...PLAIN, quiet: true })).toEqual([0, '', '']);
});

test('with --verbose an unexpected error shows where it came from', () => {
  expect(written(FAILED, { ...PLAIN, verbose: true })[2]).toContain('Error: inside');
});

describe('with --json', () => {
  test('the one document has lines', () => {
    const [, stdout] = written(FAILED, { ...PLAIN, json: true });
    expect(JSON.parse(stdout)).toMatchObject({ command: 'status', exitCode: 1 });
    expect(stdout.split('\n').length).toBeGreaterThan(5);
  });

  test('one of many is a line', () => {
    const [, stdout] = written(FAILED, { ...PLAIN, json: true, oneOfMany: true });
    expect(JSON.parse(stdout)).toMatchObject({ command: 'status', exitCode: 1 });
    expect(stdout).toMatch(/^[^\n]+\n$/);
  });
});

test('a secret is in none of it, unless the result is one', () => {
  const value = 'SENTINEL-of-an-outcome';
  new Secret(value);
  const outcome = { ...done({ value }, `${value}\n`), reveals: true as const };
  expect(written({ ...FAILED, text: value, data: { value } }).join()).not.toContain(value);
  expect(written(outcome)[1]).toBe(`${value}\n`);
  expect(written(outcome, { ...PLAIN, json: true })[1]).toContain(value);
});

test('times are those of whoever reads, unless the result is a file for programs', () => {
  const text = 'On 2026-03-02T10:00:00Z.\n';
  expect(written(done({}, text))[1]).toBe('On 2026-03-02 10:00 UTC.\n');
  expect(written({ ...done({}, text), verbatim: true })[1]).toBe(text);
});
