import { expect, test } from 'vitest';
import { z } from 'zod';
import { describe, expectedBy } from '../../src/settings/expected.ts';

test.each([
  [z.boolean(), 'true or false'],
  [z.int(), `a whole number of at least ${String(Number.MIN_SAFE_INTEGER)}`],
  [z.int().min(2), 'a whole number of at least 2'],
  [z.number(), `a whole number of at least ${String(-Infinity)}`],
  [z.string(), 'a text'],
  [z.string().min(1), 'a text that is not empty'],
  [z.union([z.boolean(), z.string()]), 'true or false or a text'],
  [z.enum(['a', 'b']).default('a'), 'one of "a", "b"'],
  [z.date(), 'another value'],
])('a schema is described in words: %#', (schema, words) => {
  expect(describe(schema)).toBe(words);
});

test('an issue without a place in the schema is described by where the path ends', () => {
  const issue: z.core.$ZodIssue = {
    code: 'invalid_type',
    expected: 'boolean',
    input: 1,
    path: ['deep'],
    message: 'no',
  };
  expect(expectedBy(z.boolean(), issue)).toBe('true or false');
});
