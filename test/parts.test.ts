import { expect, test } from 'vitest';
import { partsOf } from '../src/parts.ts';

test('a text that comes as a whole is one part, and an empty one is none', () => {
  expect([...partsOf('text')]).toEqual(['text']);
  expect([...partsOf('')]).toEqual([]);
});

test('pieces come in parts of a useful length, and nothing is lost or moved', () => {
  const pieces = Array.from({ length: 50_000 }, (_, index) => `${String(index)}\n`);
  const parts = [...partsOf(pieces)];
  expect(parts.join('')).toBe(pieces.join(''));
  expect(parts.length).toBeLessThan(10);
  for (const part of parts) expect(part.length).toBeLessThan(70_000);
});

test('a part is given before the pieces of the next one are asked for', () => {
  let asked = 0;
  function* pieces(): Generator<string> {
    for (;;) {
      asked += 1;
      yield 'x'.repeat(1000);
    }
  }
  for (const part of partsOf(pieces())) {
    expect(part.length).toBe(asked * 1000);
    break;
  }
  expect(asked).toBe(66);
});
