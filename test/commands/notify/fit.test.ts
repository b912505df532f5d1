import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitMessage } from '../../../src/commands/notify/fit.ts';

const emailsIn = (text: string): Set<string> => new Set(text.match(/[\w.-]+@[\w.-]+/g));

test('what fits is sent as it is', () => {
  expect(fitMessage(['One.', 'Two.'], ['Next: three'])).toBe('One.\nTwo.\nNext: three');
});

test('what is too long is cut, and the last lines stay', () => {
  const text = fitMessage(['x'.repeat(5000)], ['Run: 1', 'Next: two']);
  expect(text).toHaveLength(3000);
  expect(text.endsWith('…\nRun: 1\nNext: two')).toBe(true);
});

test('a last line that is too long is cut as well', () => {
  const text = fitMessage(['One.'], ['&'.repeat(5000)]);
  expect(text.length).toBeLessThan(700);
  expect(text.endsWith('&amp;…')).toBe(true);
});

test('nothing that somebody is called mentions anybody or becomes a link', () => {
  expect(fitMessage(['<!channel> & <http://x|y>'], [''])).toBe('&lt;!channel&gt; &amp; &lt;http://x|y&gt;\n');
});

test('ten people are named, wherever they stand and however often', () => {
  const people = Array.from({ length: 15 }, (_, index) => `p${String(index)}@example.com`);
  const text = fitMessage(
    [people.map((email) => `remove:${email}`).join(' '), people.join(', ')],
    [`Next: explain ${people.at(-1) ?? ''}`],
  );
  expect(emailsIn(text)).toEqual(new Set(people.slice(0, 10)));
  expect(text.endsWith('Next: explain …')).toBe(true);
});

test('whatever the lines are, the message keeps to its limits', () => {
  const lines = fc.array(fc.oneof(fc.string({ maxLength: 4000 }), fc.emailAddress()), { maxLength: 20 });
  fc.assert(
    fc.property(lines, fc.array(fc.string({ maxLength: 2000 }), { maxLength: 2 }), (first, last) => {
      expect(fitMessage(first, last).length).toBeLessThanOrEqual(3000);
    }),
  );
});
