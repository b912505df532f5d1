import { Readable } from 'node:stream';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { blocksOf, type Block } from '../../src/roster/csv-blocks.ts';
import { LONGEST_RECORD } from '../../src/roster/csv-quotes.ts';

async function blocks(pieces: readonly string[]): Promise<Block[]> {
  const read: Block[] = [];
  for await (const block of blocksOf(Readable.from(pieces))) read.push(block);
  return read;
}

test('blocks are the text again, and each but the last ends where a line ends', async () => {
  const line = fc
    .tuple(fc.nat(900), fc.constantFrom('\n', '\r\n'))
    .map(([n, end]) => `${'x'.repeat(n)}${end}`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 300 }),
      fc.integer({ min: 1, max: 50_000 }),
      async (lines, size) => {
        const text = lines.join('');
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_none, index) =>
          text.slice(index * size, (index + 1) * size),
        );
        const read = await blocks(pieces);
        expect(read.map((block) => block.text).join('')).toBe(text);
        expect(read.every(({ whole }) => whole)).toBe(true);
        for (const block of read.slice(0, -1)) expect(block.text.endsWith('\n')).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

test('a line that is far too long does not wait for its end', async () => {
  const piece = 'x'.repeat(LONGEST_RECORD);
  const read = await blocks(['a\n', piece, piece, 'x']);
  expect(read.map(({ whole }) => whole)).toEqual([true, false, true]);
});

test('a line that is longer than a block is a block of its own', async () => {
  const long = `${'x'.repeat(40_000)}\n`;
  expect((await blocks([`a\n${long}b\n`])).map(({ text }) => text.length)).toEqual([2, 40_001, 2]);
});

test('nothing has no block', async () => {
  expect(await blocks([])).toEqual([]);
});
