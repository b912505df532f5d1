import { expect, test } from 'vitest';
import { parseWhy } from '../../../src/commands/hold/why.ts';
import { refusalOf } from '../../settings/refusal.ts';

test('a reason is one line without spaces around it', () => {
  expect(parseWhy('  Parental leave, Zoë 🌱 ')).toBe('Parental leave, Zoë 🌱');
  expect(parseWhy('x'.repeat(200))).toHaveLength(200);
});

test.each([
  ['empty', '', 'empty'],
  ['blank', ' \n ', 'empty'],
  ['too long', 'x'.repeat(201), '201 characters, and may have 200'],
  ['of two lines', 'a\nb', 'line break'],
  ['with an escape', 'a\u001b[2Jb', 'control character'],
  ['with a bidirectional mark', 'a\u202eb', 'control character'],
  ['with a line separator', 'a\u2028b', 'line break'],
])('one that is %s is refused', async (_what, text, words) => {
  const error = await refusalOf(() => parseWhy(text));
  expect(error).toMatchObject({ code: 'invalid_why', exitCode: 7 });
  expect(error.message).toContain(words);
});
