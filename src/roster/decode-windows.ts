import { isAscii, isUtf8 } from 'node:buffer';

import { Utf8Decoder } from './decode.ts';
import { LineCount } from './line-count.ts';
import { UndecodableError, type RosterDecoder } from './undecodable.ts';

/** The bytes that stand for nothing in Windows-1252, and the one that no text has. */
const UNUSED = [0x00, 0x81, 0x8d, 0x8f, 0x90, 0x9d];
const LONGEST_CHARACTER = 4;

/** From 0x80 to 0x9f, where Latin-1 has controls. TextDecoder of Node 20 reads Latin-1 there whatever it is told. */
const BEYOND_LATIN_1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const FIRST_BEYOND = 0x80;

/** Decodes Windows-1252, which holds Latin-1, chunk by chunk. */
export class Windows1252Decoder implements RosterDecoder {
  readonly #lines: LineCount;

  constructor(lines = new LineCount()) {
    this.#lines = lines;
  }

  decode(chunk: Uint8Array): string {
    const places = UNUSED.map((byte) => chunk.indexOf(byte)).filter((at) => at !== -1);
    if (places.length > 0) {
      const at = Math.min(...places);
      const met = `the byte 0x${Buffer.from(chunk.subarray(at, at + 1)).toString('hex')}`;
      throw new UndecodableError(
        this.#lines.lineAfter(chunk.subarray(0, at)),
        'not_text',
        `expected text, met ${met}, which is neither UTF-8 nor Windows-1252: save the file as UTF-8 and try again`,
      );
    }
    this.#lines.add(chunk);
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, (control) => BEYOND_LATIN_1.charAt(control.charCodeAt(0) - FIRST_BEYOND));
  }

  end(): string {
    return '';
  }
}

/**
 * Decodes UTF-8, or Windows-1252 where the first character beyond ASCII is none of UTF-8. Whatever the file is, it is that
 * to its end: a file in two encodings is an `UndecodableError`.
 */
export class DetectingDecoder implements RosterDecoder {
  readonly #lines = new LineCount();
  readonly #utf8 = new Utf8Decoder(this.#lines);
  #chosen: RosterDecoder | null = null;
  /** The beginning of a character whose end has not come yet. */
  #waiting: Uint8Array = new Uint8Array(0);

  get encoding(): 'utf-8' | 'windows-1252' {
    return this.#chosen instanceof Windows1252Decoder ? 'windows-1252' : 'utf-8';
  }

  decode(chunk: Uint8Array): string {
    if (this.#chosen !== null) return this.#chosen.decode(chunk);
    const bytes = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    this.#waiting = new Uint8Array(0);
    if (isAscii(bytes)) return this.#utf8.decode(bytes);
    const first = bytes.findIndex((byte) => byte > 0x7f);
    const character = characterAt(bytes, first);
    if (character === 'unfinished') {
      // The rest of a chunk may be overwritten by whoever sent it.
      this.#waiting = Uint8Array.from(bytes.subarray(first));
      return this.#utf8.decode(bytes.subarray(0, first));
    }
    this.#chosen = character === 'utf-8' ? this.#utf8 : new Windows1252Decoder(this.#lines);
    return this.#chosen.decode(bytes);
  }

  end(): string {
    // A file that was cut off in the middle of a character must not pass for one in another encoding.
    return this.#utf8.decode(this.#waiting) + this.#utf8.end();
  }
}

/** What the character that begins at this byte, beyond ASCII, is. */
function characterAt(bytes: Uint8Array, at: number): 'utf-8' | 'unfinished' | 'other' {
  for (let length = 2; length <= LONGEST_CHARACTER; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) return 'utf-8';
  }
  const rest = bytes.subarray(at);
  return rest.length < LONGEST_CHARACTER && isBeginning(rest) ? 'unfinished' : 'other';
}

/** Whether a fatal decoder would wait for more: bytes that no character begins with are refused at once. */
function isBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
