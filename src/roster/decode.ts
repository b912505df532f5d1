import { isUtf8 } from 'node:buffer';

/** Bytes that are no UTF-8 text, with the line where they stand. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
  readonly line: number;
  readonly code: string;

  constructor(line: number, code: string, message: string) {
    super(message);
    this.line = line;
    this.code = code;
  }
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A UTF-8 character has at most four bytes (RFC 3629), so at most three can wait for the next chunk. */
const LONGEST_WAIT = 3;
const REMEDY = 'save the file as UTF-8 and try again';

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
const startsUtf16 = (byte: number | undefined): boolean => byte === 0xff || byte === 0xfe;

function countByte(bytes: Uint8Array, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

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
export class Utf8Decoder {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #offset = 0;
  #lineFeeds = 0;
  #returns = 0;
  /** The last bytes seen, from the start of a character: what may still be incomplete. */
  #tail: Uint8Array = new Uint8Array(0);

  decode(chunk: Uint8Array): string {
    let text: string;
    try {
      text = this.#decoder.decode(chunk, { stream: true });
    } catch {
      throw this.#invalid(chunk);
    }
    const nul = chunk.indexOf(0);
    if (nul !== -1) {
      throw this.#error(chunk, nul, 'nul_byte', 'a NUL byte, as UTF-16 and binary files have');
    }
    this.#advance(chunk);
    return text;
  }

  end(): void {
    try {
      this.#decoder.decode();
    } catch {
      throw this.#invalid(new Uint8Array(0));
    }
  }

  #invalid(chunk: Uint8Array): UndecodableError {
    const bytes = Buffer.concat([this.#tail, chunk]);
    const at = firstInvalid(bytes);
    if (this.#offset === 0 && at === 0 && startsUtf16(bytes[0])) {
      return this.#error(chunk, 0, 'utf16', 'the byte order mark of UTF-16');
    }
    const met = `the byte 0x${bytes.subarray(at, at + 1).toString('hex')}, which is no UTF-8`;
    return this.#error(chunk, at - this.#tail.length, 'not_utf8', met);
  }

  /** `at` counts from the start of the chunk, and is negative for a character that began before it. */
  #error(chunk: Uint8Array, at: number, code: string, met: string): UndecodableError {
    const before = chunk.subarray(0, Math.max(0, at));
    const lineFeeds = this.#lineFeeds + countByte(before, LINE_FEED);
    // A file of the classic Mac OS has no line feed at all.
    const breaks = lineFeeds > 0 ? lineFeeds : this.#returns + countByte(before, CARRIAGE_RETURN);
    const where = `at byte ${String(this.#offset + at)} (counted from 0)`;
    return new UndecodableError(1 + breaks, code, `expected UTF-8 text, met ${met}, ${where}: ${REMEDY}`);
  }

  #advance(bytes: Uint8Array): void {
    this.#offset += bytes.length;
    this.#lineFeeds += countByte(bytes, LINE_FEED);
    this.#returns += countByte(bytes, CARRIAGE_RETURN);
    const last = Buffer.concat([this.#tail, bytes.subarray(-LONGEST_WAIT)]).subarray(-LONGEST_WAIT);
    const start = last.findIndex((byte) => !isContinuation(byte));
    this.#tail = start === -1 ? new Uint8Array(0) : last.subarray(start);
  }
}
