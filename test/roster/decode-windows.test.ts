import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DetectingDecoder, Windows1252Decoder } from '../../src/roster/decode-windows.ts';
import { UndecodableError, type RosterDecoder } from '../../src/roster/undecodable.ts';

function read(decoder: RosterDecoder, ...chunks: Uint8Array[]): string | UndecodableError {
  try {
    return chunks.map((chunk) => decoder.decode(chunk)).join('') + decoder.end();
  } catch (error) {
    if (error instanceof UndecodableError) return error;
    throw error;
  }
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const inBytes = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));

describe('Windows1252Decoder', () => {
  it('reads the letters of Latin-1 and the signs that Windows has beyond it', () => {
    expect(read(new Windows1252Decoder(), latin('Jos\xe9 \x80 \x93x\x94 \x9f'))).toBe('José € “x” Ÿ');
  });

  it.each([0x00, 0x81, 0x8d, 0x8f, 0x90, 0x9d])('refuses the byte %i, which no text has', (byte) => {
    const error = read(new Windows1252Decoder(), latin('a\n\xe9'), Uint8Array.of(0x0a, byte));
    expect(error).toMatchObject({ line: 3, code: 'not_text' });
  });
});

describe('DetectingDecoder', () => {
  it('reads UTF-8 the same however it is divided', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((drawn) => !drawn.includes('\0') && !drawn.startsWith('\ufeff'));
    fc.assert(
      fc.property(text, (drawn) => {
        const decoder = new DetectingDecoder();
        expect(read(decoder, ...inBytes(Buffer.from(drawn)))).toBe(drawn);
        expect(decoder.encoding).toBe('utf-8');
        expect(read(new DetectingDecoder(), Buffer.from(drawn))).toBe(drawn);
      }),
    );
  });

  it.each(['Jos\xe9,x\n', 'L\xf3pez', '\xff,', 'F\xe4rber \xdf\xfc', '\xf0\x9f\x98x'])(
    'takes %j for Windows-1252, whole and byte by byte',
    (text) => {
      for (const chunks of [[latin(text)], inBytes(latin(text))]) {
        const decoder = new DetectingDecoder();
        expect(read(decoder, ...chunks)).toBe(text.replace('\x9f\x98', 'Ÿ˜'));
        expect(decoder.encoding).toBe('windows-1252');
      }
    },
  );

  it('counts the lines before what is no text in either', () => {
    expect(read(new DetectingDecoder(), latin('a\nb\n'), latin('\xe9\n\x81'))).toMatchObject({ line: 4 });
  });

  it.each([
    ['a character that is cut off', 'a\nJos\xc3', 2],
    ['a longer one that is cut off', 'a\nb\n\xe2\x82', 3],
    ['UTF-8 with Windows-1252 behind it', 'L\xc3\xb3pez\nJos\xe9\n', 2],
  ])('refuses %s', (_what, text, line) => {
    for (const chunks of [[latin(text)], inBytes(latin(text))]) {
      expect(read(new DetectingDecoder(), ...chunks)).toMatchObject({ line, code: 'not_utf8' });
    }
  });

  it('keeps a beginning that its sender overwrites', () => {
    const decoder = new DetectingDecoder();
    const chunk = Buffer.from('a\xc3', 'latin1');
    const before = decoder.decode(chunk);
    chunk.fill(0x20);
    expect(before + decoder.decode(Uint8Array.of(0xb3)) + decoder.end()).toBe('aó');
  });
});
