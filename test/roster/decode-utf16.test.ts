import { describe, expect, it } from 'vitest';

import { Utf16Decoder } from '../../src/roster/decode-utf16.ts';

const little = (text: string): Buffer => Buffer.from(text, 'utf16le');
const big = (text: string): Buffer => little(text).swap16();

function read(decoder: Utf16Decoder, bytes: Uint8Array, size: number): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoder.decode(bytes.subarray(at, at + size));
  return text + decoder.end();
}

describe('Utf16Decoder', () => {
  it.each([1, 2, 3, 100])('reads both orders in pieces of %i bytes, without the mark', (size) => {
    const text = 'email\r\nanaé😀@example.com\n';
    expect(read(new Utf16Decoder('utf-16le'), little(`\ufeff${text}`), size)).toBe(text);
    expect(read(new Utf16Decoder('utf-16be'), big(`\ufeff${text}`), size)).toBe(text);
  });

  it.each([
    ['half a unit', Buffer.concat([little('a\nb'), Buffer.from('c')]), 2],
    ['half a character', little('a\r\nb\r\nc\nd\ud83d!'), 4],
    ['a damaged one behind returns alone', little('a\rb\ud83d!'), 2],
    ['a NUL character', little('a\0'), 1],
  ])('refuses %s with its line', (_what, bytes, line) => {
    for (const size of [1, 100]) {
      const reading = (): string => read(new Utf16Decoder('utf-16le'), bytes, size);
      expect(reading).toThrow(expect.objectContaining({ code: 'not_utf16', line }));
    }
  });
});
