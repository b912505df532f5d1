import { UndecodableError, type RosterDecoder } from './undecodable.ts';

/** What a decoder puts in the place of half a character. */
const BROKEN = /[\0\ufffd]/;

/** Decodes UTF-16 chunk by chunk, without its byte order mark. */
export class Utf16Decoder implements RosterDecoder {
  readonly #decoder: InstanceType<typeof TextDecoder>;
  readonly #encoding: string;
  #lineFeeds = 0;
  #returns = 0;

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding);
  }

  decode(chunk: Uint8Array): string {
    return this.#checked(this.#decoder.decode(chunk, { stream: true }));
  }

  end(): string {
    return this.#checked(this.#decoder.decode());
  }

  #checked(text: string): string {
    const broken = BROKEN.exec(text);
    this.#count(broken === null ? text : text.slice(0, broken.index));
    if (broken === null) return text;
    // As everywhere, returns count only in a file that has nothing else.
    const line = 1 + (this.#lineFeeds > 0 ? this.#lineFeeds : this.#returns);
    const met = broken[0] === '\0' ? 'a NUL character' : 'half a character or a damaged one';
    const message = `expected ${this.#encoding} text, met ${met}: save the file as UTF-8 and try again`;
    throw new UndecodableError(line, 'not_utf16', message);
  }

  #count(text: string): void {
    this.#lineFeeds += text.split('\n').length - 1;
    this.#returns += text.split('\r').length - 1;
  }
}
