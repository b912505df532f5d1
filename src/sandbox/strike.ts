import type { FaultEffect } from './fault-effects.ts';
import { jsonReply, textReply, type Reply } from './replies.ts';
import type { Delivery } from './world.ts';

const CAPTIVE_PORTAL =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to use this network.</body></html>';

/** An answer without further ado. */
export function send(reply: Reply): Delivery {
  return { how: 'send', reply };
}

/** Lets a fault have its way; those of single routes are acted out by the work itself, in `run`. */
export function strike(
  effect: FaultEffect | null,
  run: (effect: FaultEffect | null) => Reply,
  refuse: (tag: string) => Reply,
): Delivery {
  switch (effect?.kind) {
    case 'status':
      if (effect.applied) run(null);
      return send(statusReply(effect));
    case 'html':
      if (effect.applied) run(null);
      return send({ status: 200, contentType: 'text/html; charset=utf-8', body: CAPTIVE_PORTAL });
    case 'drop':
      if (effect.drop === 'after') run(null);
      return { how: 'reset' };
    case 'truncate':
      return { how: 'truncate', reply: run(null) };
    case 'error':
      return send(refuse(effect.error));
    case 'item':
    case 'async':
    case 'job':
    case 'omit':
    case 'duplicate':
    case 'emptyPage':
    case 'token':
    case 'authorize':
    case undefined:
      return send(run(effect));
  }
}

function statusReply({
  status,
  headers,
  body,
  contentType,
}: Extract<FaultEffect, { kind: 'status' }>): Reply {
  const reply =
    body === undefined
      ? { status, contentType: null, body: '' }
      : typeof body === 'string'
        ? textReply(status, body)
        : jsonReply(status, body);
  return { ...reply, contentType: contentType ?? reply.contentType, headers };
}
