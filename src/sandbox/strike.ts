import type { FaultEffect } from './fault-effects.ts';
import { authError, jsonReply, textReply, type Reply } from './replies.ts';
import { throttleReply } from './throttle.ts';
import type { Delivery } from './world.ts';

const CAPTIVE_PORTAL =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to use this network.</body></html>';

const WRONG_SHAPE = { hello: 'world' };

/** An answer without further ado. */
export function send(reply: Reply): Delivery {
  return { how: 'send', reply };
}

/** How a route's own work is done; what a fault changes in it is acted out there. */
type Run = (effect: FaultEffect | null) => Reply;

/** Lets a fault have its way; the work is done at once, and what comes of it is delayed where that is asked for. */
export function strike(effect: FaultEffect | null, run: Run, refuse: (tag: string) => Reply): Delivery {
  const delivery = act(effect, run, refuse);
  const delayMs = effect?.delayMs ?? 0;
  return delayMs === 0 ? delivery : { ...delivery, prelude: { delayMs, knock: null } };
}

function act(effect: FaultEffect | null, run: Run, refuse: (tag: string) => Reply): Delivery {
  switch (effect?.kind) {
    case 'status':
      if (effect.applied) run(null);
      return send(statusReply(effect));
    case 'html':
      if (effect.applied) run(null);
      return send({ status: 200, contentType: 'text/html; charset=utf-8', body: CAPTIVE_PORTAL });
    case 'hang':
      if (effect.applied) run(null);
      return { how: 'hang' };
    case 'endless':
      if (effect.applied) run(null);
      return { how: 'endless' };
    case 'drop':
      if (effect.drop === 'after') run(null);
      return { how: 'reset' };
    case 'truncate':
      return { how: 'truncate', reply: run(null) };
    case 'drip':
      return { how: 'drip', reply: run(null), bytesPerSecond: effect.drip };
    case 'error':
      return send(refuse(effect.error));
    case 'invalidCursor':
      return send(refuse('invalid_cursor'));
    case 'expired':
      return send(authError('expired_access_token'));
    case 'throttle':
      return send(throttleReply(effect));
    case 'redirect':
      return send(redirectReply(effect));
    case 'shape':
      return send(jsonReply(200, WRONG_SHAPE));
    case 'delayMs':
    case 'item':
    case 'async':
    case 'job':
    case 'omit':
    case 'duplicate':
    case 'emptyPage':
    case 'shortPage':
    case 'lag':
    case 'change':
    case 'partial':
    case 'strange':
    case 'token':
    case 'authorize':
    case undefined:
      return send(run(effect));
  }
}

function redirectReply({ redirect, code }: Extract<FaultEffect, { kind: 'redirect' }>): Reply {
  return { status: code, contentType: null, body: '', headers: { Location: redirect } };
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
