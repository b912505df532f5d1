import type { IncomingMessage, ServerResponse } from 'node:http';
import { newRequestId } from './ids.ts';
import { jsonReply, type Reply } from './replies.ts';
import { drip, pour } from './streaming.ts';
import type { Delivery } from './world.ts';

/** Twenty members take a few kilobytes; nothing that is meant seriously comes near this. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Reads a whole request body, or `null` when it is too long to be meant. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The rest of a body that is too long is read and dropped: a sender is heard out before it is answered.
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

function head(response: ServerResponse, reply: Reply): void {
  response.statusCode = reply.status;
  response.setHeader('X-Dropbox-Request-Id', newRequestId());
  if (reply.contentType !== null) response.setHeader('Content-Type', reply.contentType);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
}

/** Sends half of an answer whose length was not announced: only the closed connection ends it. */
function sendHalf(response: ServerResponse, reply: Reply): void {
  head(response, reply);
  response.useChunkedEncodingByDefault = false;
  response.shouldKeepAlive = false;
  response.write(reply.body.slice(0, Math.ceil(reply.body.length / 2)));
  response.end();
}

/** Does with the connection what was decided, for as long as it takes or until the signal. */
export async function deliver(
  response: ServerResponse,
  delivery: Delivery,
  ends: AbortSignal,
): Promise<void> {
  switch (delivery.how) {
    case 'send':
      head(response, delivery.reply);
      response.end(delivery.reply.body);
      break;
    case 'truncate':
      sendHalf(response, delivery.reply);
      break;
    case 'drip':
      head(response, delivery.reply);
      await drip(response, delivery.reply.body, delivery.bytesPerSecond, ends);
      break;
    case 'endless':
      head(response, jsonReply(200, ''));
      await pour(response, ends);
      break;
    case 'hang':
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
  }
}
