import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  collect,
  parseConcurrency,
  parseDuration,
  parseFailures,
  parseLimit,
  parseMembers,
  parsePort,
  parseSteps,
} from '../../src/commands/arguments.ts';

describe('a duration', () => {
  test.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['26h', 93_600_000],
    ['1.5h', 5_400_000],
    ['0s', 0],
  ])('%s is %i milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '10', 'm', '-1m', '10 m', '10M', '1d', '1m30s', '.5s', '1e3s', ' 1s', '1s '])(
    '%j is none',
    (text) => {
      expect(() => parseDuration(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('a limit', () => {
  test.each([
    ['0', 0],
    ['5', 5],
    ['0%', '0%'],
    ['10%', '10%'],
    ['100%', '100%'],
  ])('%s is %j', (text, limit) => {
    expect(parseLimit(text)).toBe(limit);
  });

  test.each(['', '-1', '1.5', '101%', '1000%', '%', '10 %', 'all', '1e3', '9999999999'])(
    '%j is none',
    (text) => {
      expect(() => parseLimit(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('steps', () => {
  test.each([
    ['1', [1]],
    ['1,5,25%', [1, 5, '25%']],
    ['1, 5 ,100%', [1, 5, '100%']],
  ])('%s are %j', (text, steps) => {
    expect(parseSteps(text)).toEqual(steps);
  });

  test.each(['', '1,', ',1', '0', '1,0', '0%', '00%', '101%', '1;5', '-1', 'all', '1.5'])(
    '%j are none',
    (text) => {
      expect(() => parseSteps(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('a whole number', () => {
  test.each([
    ['concurrency', parseConcurrency, 1, 16],
    ['port', parsePort, 0, 65_535],
    ['members', parseMembers, 1, 1_000_000],
    ['failures', parseFailures, 0, 1_000_000],
  ])('for %s has a least and a greatest value', (_name, parse, least, most) => {
    expect([parse(String(least)), parse(String(most))]).toEqual([least, most]);
    for (const text of [String(least - 1), String(most + 1), '', 'two', '1.5', '0x10', '1e3', ' 2']) {
      expect(() => parse(text)).toThrow(`Expected a whole number from ${String(least)} to ${String(most)}.`);
    }
  });
});

test('a repeatable option gathers its values in their order, without touching what was there', () => {
  const earlier = ['a'];
  expect(collect('b', earlier)).toEqual(['a', 'b']);
  expect(earlier).toEqual(['a']);
});
