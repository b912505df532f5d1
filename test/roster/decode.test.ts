import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Utf8Decoder } from '../../src/roster/decode.ts';
import { UndecodableError } from '../../src/roster/undecodable.ts';

function decodeAll(chunks: readonly Uint8Array[]): string {
  const decoder = new Utf8Decoder();
  const text = chunks.map((chunk) => decoder.decode(chunk)).join('');
  decoder.end();
  return text;
}

function failureOf(...chunks: (readonly number[] | string)[]): UndecodableError {
  try {
    decodeAll(chunks.map((chunk) => Buffer.from(chunk)));
  } catch (error) {
    if (error instanceof UndecodableError) return error;
    throw error;
  }
  throw new Error('expected the bytes to be refused');
}

function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

describe('Utf8Decoder', () => {
  it('takes the byte order mark off', () => {
    expect(decodeAll([Buffer.from('\ufeffemail')])).toBe('email');
  });

  it('reads any text the same however it is divided', () => {
    const text = fc
      .string({ unit: 'binary' })
      .filter((drawn) => !drawn.includes('\0') && !drawn.startsWith('\ufeff'));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (drawn, size) => {
        expect(decodeAll(inPieces(Buffer.from(drawn), size))).toBe(drawn);
      }),
    );
  });

  it('finds an invalid byte at the same place however the text is divided', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((drawn) => !drawn.includes('\0') && !/[\r\n]/.test(drawn)),
        fc.integer({ min: 1, max: 5 }),
        (drawn, size) => {
          const good = Buffer.from(`\n${drawn}`);
          const error = failureOf(
            ...inPieces(Buffer.concat([good, Buffer.from([0xff])]), size).map((p) => [...p]),
          );
          expect(error).toMatchObject({ line: 2, code: 'not_utf8' });
          expect(error.message).toContain(
            `the byte 0xff, which is no UTF-8, at byte ${String(good.length)} `,
          );
        },
      ),
    );
  });

  it('says of Latin-1 on which line it stands and what to do', () => {
    const error = failureOf('email\nana@example.com,L', [0xf3], 'pez\n');
    expect(error.line).toBe(2);
    expect(error.message).toMatch(/0xf3.*at byte 23 .*save the file as UTF-8/);
  });

  it('counts the lines of a file without line feeds by its carriage returns', () => {
    expect(failureOf('a\rb\r', [0xff]).line).toBe(3);
  });

  it('refuses NUL bytes', () => {
    const error = failureOf('a\nb', 'c\0d');
    expect(error).toMatchObject({ line: 2, code: 'nul_byte' });
    expect(error.message).toContain('at byte 4 ');
  });

  it('refuses a character that is cut off at the end', () => {
    expect(failureOf('a\n', [0xe2, 0x82])).toMatchObject({ line: 2, code: 'not_utf8' });
  });

  it.each([
    ['an overlong form', [0xc0, 0xaf]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ['a code point beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a lone continuation byte', [0x80]],
  ])('refuses %s', (_what, bytes) => {
    expect(failureOf('ok', bytes).code).toBe('not_utf8');
  });
});
