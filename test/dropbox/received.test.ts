import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { READABLE_ENCODINGS, readReceived } from '../../src/dropbox/received.ts';

const TEXT = JSON.stringify({ names: ['Zoë', '李', 'x'.repeat(100_000)] });
const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');

/** These bytes in pieces of an odd size, so that characters are cut apart. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
}

function read(bytes: Uint8Array, encoding?: string) {
  return readReceived(200, { 'content-encoding': encoding }, pieces(bytes));
}

test.each([
  ['nothing', undefined, Buffer.from(TEXT)],
  ['identity', 'identity', Buffer.from(TEXT)],
  ['gzip', 'gzip', gzipSync(TEXT)],
  ['gzip by its old name', 'x-gzip', gzipSync(TEXT)],
  ['gzip in capitals', ' GZIP ', gzipSync(TEXT)],
  ['deflate', 'deflate', deflateSync(TEXT)],
  ['brotli', 'br', brotliCompressSync(TEXT)],
])('an answer that says %s of its encoding is the text that was meant', async (_name, encoding, bytes) => {
  await expect(read(bytes, encoding)).resolves.toMatchObject({ status: 200, body: TEXT });
});

test('what is asked for can be read', async () => {
  for (const encoding of READABLE_ENCODINGS.split(', ')) {
    expect(await read(Buffer.alloc(0), encoding)).toMatchObject({ body: '' });
    expect(await read(Buffer.from('nonsense'), encoding)).not.toMatchObject({ code: 'Error' });
  }
});

test.each([
  ['ends early', 'gzip', gzipSync(TEXT).subarray(0, 60), 'Z_BUF_ERROR'],
  ['is not compressed at all', 'gzip', Buffer.from(TEXT), 'Z_DATA_ERROR'],
  ['is encoded in another way', 'zstd', Buffer.from(TEXT), 'Error'],
])('a compressed answer that %s has no body', async (_name, encoding, bytes, code) => {
  await expect(read(bytes, encoding)).resolves.toMatchObject({ status: 200, body: null, code });
});

test('an answer that is far too long has no body, however small it was sent', async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (; sent < 1000; sent += 1) yield await Promise.resolve(MEGABYTE);
  }
  await expect(readReceived(200, {}, endless())).resolves.toMatchObject({ body: null });
  expect(sent).toBe(64);
  const bomb = gzipSync(Buffer.alloc(65 * MEGABYTE.length));
  await expect(read(bomb, 'gzip')).resolves.toMatchObject({ body: null, code: 'ERR_BUFFER_TOO_LARGE' });
});

test('an answer that breaks off keeps its head', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('{"a":'));
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  }
  await expect(readReceived(200, { 'x-dropbox-request-id': 'req-1' }, broken())).resolves.toEqual({
    status: 200,
    headers: { 'x-dropbox-request-id': 'req-1' },
    body: null,
    code: 'ECONNRESET',
  });
});

test('a header that stands there twice is one with both values', async () => {
  const headers = { vary: ['a', 'b'], age: undefined, date: 'today' };
  await expect(readReceived(200, headers, pieces(Buffer.alloc(0)))).resolves.toMatchObject({
    headers: { vary: 'a, b', date: 'today' },
  });
});
