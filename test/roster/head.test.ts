import { describe, expect, it } from 'vitest';

import { Utf8Decoder } from '../../src/roster/decode.ts';
import { allBytes, decodeText, openBytes, extendHead, fromStart } from '../../src/roster/head.ts';

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

describe('the beginning of bytes', () => {
  async function* chunksOf(...texts: string[]): AsyncGenerator<Uint8Array, void> {
    for (const text of texts) yield await Promise.resolve(Buffer.from(text));
  }

  it('is looked at and read again, as bytes or as text', async () => {
    for (const texts of [['email'], ['e', 'm', 'a', 'i', 'l'], ['em', '', 'ail']]) {
      const opened = await openBytes(chunksOf(...texts), 4);
      expect(Buffer.from(opened.head).toString()).toMatch(/^emai/);
      expect((await allBytes(opened)).toString()).toBe('email');
      const again = await openBytes(chunksOf(...texts), 4);
      let text = '';
      for await (const piece of decodeText(again, new Utf8Decoder())) text += piece;
      expect(text).toBe('email');
    }
  });

  it('may be all there is', async () => {
    const { head } = await openBytes(chunksOf('a', 'b'), 4);
    expect(Buffer.from(head).toString()).toBe('ab');
  });
});
