import { expect, test } from 'vitest';
import { dequote } from '../../../src/commands/completion/dequote.ts';

test.each([
  ['plain', 'plain'],
  ['', ''],
  ["'a b'", 'a b'],
  ["'a b", 'a b'],
  ['"a b', 'a b'],
  ['a\\ b', 'a b'],
  ["o\\'brien", "o'brien"],
  [`"o'brien`, `o'brien`],
  [`'say "x"'`, 'say "x"'],
  ['"a\\"b"', 'a"b'],
  ['"a\\nb"', 'a\\nb'],
  ["'a\\nb'", 'a\\nb'],
  ['"\\$(x)\\`y\\`"', '$(x)`y`'],
  ['--settings="my file"', '--settings=my file'],
  ['a\\', 'a\\'],
  ['"a"\'b\'c', 'abc'],
])('%s is %j', (word, text) => {
  expect(dequote(word)).toBe(text);
});
