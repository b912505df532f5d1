import { expect, it } from 'vitest';

import { extendHead, fromStart } from '../../src/roster/head.ts';

async function* pieces(...texts: string[]): AsyncGenerator<string, void> {
  await Promise.resolve();
  yield* texts;
}

async function whole(opened: Parameters<typeof fromStart>[0]): Promise<string> {
  let text = '';
  for await (const piece of fromStart(opened)) text += piece;
  return text;
}

it('reads only as far as it has to', async () => {
  const opened = await extendHead({ head: '', rest: pieces('a', 'b', 'c') }, (head) => head.includes('b'));
  expect(opened.head).toBe('ab');
  expect(await whole(opened)).toBe('abc');
});

it('ends with the text', async () => {
  const opened = await extendHead({ head: '', rest: pieces('a', 'b') }, () => false);
  expect(opened.head).toBe('ab');
  expect(await whole(opened)).toBe('ab');
});

it('reads nothing when the beginning is enough', async () => {
  const opened = await extendHead({ head: 'x', rest: pieces('a') }, () => true);
  expect(opened.head).toBe('x');
  expect(await whole(opened)).toBe('xa');
});
