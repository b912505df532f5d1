import { promisify } from 'node:util';
import { codeOf } from './error-code.ts';
import type { Received } from './send.ts';

/** What `accept-encoding` may ask for. */
export const READABLE_ENCODINGS = 'gzip, deflate, br';

/** Longest answer that is read: a listing page of 1,000 members is about 2 MB. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Node's own 16 KB would take a listing page apart into more than a hundred pieces. */
const EXPANDING = { maxOutputLength: MOST_BYTES, chunkSize: 256 * 1024 };

/** Header values as Node's clients give them. */
type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Reads an answer to its end, and expands it where it was sent compressed. */
export async function readReceived(
  status: number,
  rawHeaders: RawHeaders,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Received> {
  const headers = joined(rawHeaders);
  try {
    const bytes = await readBytes(chunks);
    const expanded = await expand(bytes, (headers['content-encoding'] ?? '').trim().toLowerCase());
    return { status, headers, body: expanded.toString('utf8') };
  } catch (error) {
    return { status, headers, body: null, code: codeOf(error) };
  }
}

function joined(headers: RawHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  );
}

async function readBytes(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error(`answer of more than ${String(MOST_BYTES)} bytes`);
    read.push(chunk);
  }
  return Buffer.concat(read, size);
}

async function expand(bytes: Buffer, encoding: string): Promise<Buffer> {
  // Answers without a body may carry the header all the same.
  if (bytes.length === 0 || encoding === '' || encoding === 'identity') return bytes;
  // Loaded only now: small answers come as they are.
  const { brotliDecompress, gunzip, inflate } = await import('node:zlib');
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return promisify(gunzip)(bytes, EXPANDING);
    case 'deflate':
      return promisify(inflate)(bytes, EXPANDING);
    case 'br':
      return promisify(brotliDecompress)(bytes, EXPANDING);
    default:
      throw new Error('answer in an encoding that was not asked for');
  }
}
