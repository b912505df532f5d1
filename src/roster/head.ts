import type { RosterDecoder } from './undecodable.ts';

/** Text whose beginning was looked at, and which can still be read from there. */
export interface Opened {
  head: string;
  rest: AsyncGenerator<string, void>;
}

/** Reads on until `enough` is satisfied with the beginning of the text, or the text ends. */
export async function extendHead(text: Opened, enough: (head: string) => boolean): Promise<Opened> {
  let { head } = text;
  while (!enough(head)) {
    const next = await text.rest.next();
    if (next.done === true) break;
    head += next.value;
  }
  return { head, rest: text.rest };
}

/** The whole text again, from its very beginning. */
export async function* fromStart({ head, rest }: Opened): AsyncGenerator<string, void> {
  yield head;
  yield* rest;
}

/** Bytes whose beginning was looked at, and which can still be read from there. */
export interface OpenedBytes {
  head: Uint8Array;
  chunks: AsyncGenerator<Uint8Array, void>;
}

/** Reads on until there are so many bytes to look at, or the stream ends. */
export async function openBytes(
  chunks: AsyncGenerator<Uint8Array, void>,
  size: number,
): Promise<OpenedBytes> {
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const next = await chunks.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  return { head: Buffer.concat(first), chunks };
}

/** All the bytes, from their very beginning. */
export async function allBytes({ head, chunks }: OpenedBytes): Promise<Buffer> {
  const pieces = [head];
  for await (const piece of chunks) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The text of the bytes piece by piece, from its very beginning. */
export async function* decodeText(
  { head, chunks }: OpenedBytes,
  decoder: RosterDecoder,
): AsyncGenerator<string, void> {
  yield decoder.decode(head);
  for await (const chunk of chunks) yield decoder.decode(chunk);
  yield decoder.end();
}
