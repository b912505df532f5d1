import { expect, test } from 'vitest';
import { matcher } from '../../src/plan/pattern.ts';

test.each([
  ['ana@example.com', 'ana@example.com', true],
  ['Ana@Example.com', 'ana@example.com', true],
  ['ana@example.com', 'ANA@example.com', true],
  ['*@EXAMPLE.com', 'ANA@example.COM', true],
  ['*', 'ana@example.com', true],
  ['a?a@*', 'ana@example.com', true],
  ['a?a@*', 'anna@example.com', false],
  ['*@example.com', 'ana@example.com.evil', false],
  ['*@example.com', 'ana@exampleXcom', false],
  ['*@board.example.com', 'ana@example.com', false],
  ['a+b*', 'a+b@example.com', true],
  ['a+b*', 'aab@example.com', false],
  ['(a|b)*', 'a@example.com', false],
  ['', 'ana@example.com', false],
])('%s against %s: %s', (pattern, email, expected) => {
  expect(matcher([pattern])(email)).toBe(expected);
  expect(matcher(['nobody@example.com', pattern])(email)).toBe(expected);
});

test('no pattern matches nobody', () => {
  expect(matcher([])('ana@example.com')).toBe(false);
});
