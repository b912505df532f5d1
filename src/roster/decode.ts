import { isUtf8 } from 'node:buffer';

import { LineCount } from './line-count.ts';
import { UndecodableError, type RosterDecoder } from './undecodable.ts';

/** A UTF-8 character has at most four bytes (RFC 3629), so at most three can wait for the next chunk. */
const LONGEST_WAIT = 3;
const REMEDY =
  'save the file as UTF-8 and try again, or name its encoding: teamsync settings set roster.encoding=windows-1252';

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Index of the first byte that is no part of a character; `bytes` start with a whole one. */
function firstInvalid(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (decodes(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // What ends in the middle of a character goes wrong where that character begins.
  while (!isUtf8(bytes.subarray(0, good))) good -= 1;
  return good;
}

/** Decodes strict UTF-8 chunk by chunk, without its byte order mark; anything else is an `UndecodableError`. */
export class Utf8Decoder implements RosterDecoder {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #offset = 0;
  readonly #lines: LineCount;
  /** The last bytes seen, from the start of a character: what may still be incomplete. */
  #tail: Uint8Array = new Uint8Array(0);

  constructor(lines = new LineCount()) {
    this.#lines = lines;
  }

  decode(chunk: Uint8Array): string {
    let text: string;
    try {
      text = this.#decoder.decode(chunk, { stream: true });
    } catch {
      throw this.#invalid(chunk);
    }
    const nul = chunk.indexOf(0);
    if (nul !== -1) {
      throw this.#error(chunk, nul, 'nul_byte', 'a NUL byte, as binary files have');
    }
    this.#advance(chunk);
    return text;
  }

  end(): string {
    try {
      return this.#decoder.decode();
    } catch {
      throw this.#invalid(new Uint8Array(0));
    }
  }

  #invalid(chunk: Uint8Array): UndecodableError {
    const bytes = Buffer.concat([this.#tail, chunk]);
    const at = firstInvalid(bytes);
    const met = `the byte 0x${bytes.subarray(at, at + 1).toString('hex')}, which is no UTF-8`;
    return this.#error(chunk, at - this.#tail.length, 'not_utf8', met);
  }

  /** `at` counts from the start of the chunk, and is negative for a character that began before it. */
  #error(chunk: Uint8Array, at: number, code: string, met: string): UndecodableError {
    const line = this.#lines.lineAfter(chunk.subarray(0, Math.max(0, at)));
    const where = `at byte ${String(this.#offset + at)} (counted from 0)`;
    return new UndecodableError(line, code, `expected UTF-8 text, met ${met}, ${where}: ${REMEDY}`);
  }

  #advance(bytes: Uint8Array): void {
    this.#offset += bytes.length;
    this.#lines.add(bytes);
    const last = Buffer.concat([this.#tail, bytes.subarray(-LONGEST_WAIT)]).subarray(-LONGEST_WAIT);
    const start = last.findIndex((byte) => !isContinuation(byte));
    this.#tail = start === -1 ? new Uint8Array(0) : last.subarray(start);
  }
}
