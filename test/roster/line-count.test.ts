import { expect, test } from 'vitest';

import { LineCount } from '../../src/roster/line-count.ts';

test.each([
  ['', '', 1],
  ['a\nb\n', 'c', 3],
  ['a\nb', 'c\nd', 3],
  ['a\r\nb\r', '\nc', 3],
  ['a\rb\r', 'c\rd', 4],
  ['a\rb', 'c\nd', 2],
])('after %j and %j comes line %i', (before, further, line) => {
  const count = new LineCount();
  count.add(Buffer.from(before));
  expect(count.lineAfter(Buffer.from(further))).toBe(line);
});
