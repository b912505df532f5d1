import { expect, test } from 'vitest';
import { excerpt, isObject, jsonText } from '../../src/settings/values.ts';

test('a value becomes JSON on one line', () => {
  expect(jsonText({ a: [1, null, 'x\ny'] })).toBe('{"a":[1,null,"x\\ny"]}');
});

test('characters that steer a terminal are escaped, and the text stays JSON of the same value', () => {
  const value = 'a\u009b31m\u202eb\u200b\u007f';
  expect(jsonText(value)).toBe('"a\\u009b31m\\u202eb\\u200b\\u007f"');
  expect(JSON.parse(jsonText(value))).toBe(value);
});

test('a long value is cut in an excerpt and a short one is not', () => {
  expect(excerpt('x'.repeat(78))).toHaveLength(80);
  expect(excerpt('x'.repeat(79))).toBe(`"${'x'.repeat(79)}…`);
});

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ['text', false],
])('%j is a JSON object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected);
});
