import type { FaultEffect } from './fault-effects.ts';
import { jsonReply, summaryOf, textReply, type Reply } from './replies.ts';

const TOO_MANY = 429;

/** 429 in the form that is asked for: where it says how long to wait, and in what kind of body. */
export function throttleReply({
  throttle,
  retryAfter,
  reason,
}: Extract<FaultEffect, { kind: 'throttle' }>): Reply {
  const headers = { 'Retry-After': String(retryAfter) };
  const json = (fields: object): Reply =>
    jsonReply(TOO_MANY, {
      error_summary: summaryOf(reason),
      error: { reason: { '.tag': reason }, ...fields },
    });
  switch (throttle) {
    case 'json-header':
      return { ...json({ retry_after: retryAfter }), headers };
    case 'json':
      return json({ retry_after: retryAfter });
    case 'json-bare':
      return { ...json({}), headers };
    case 'text':
      return { ...textReply(TOO_MANY, reason), headers };
    case 'empty':
      return { status: TOO_MANY, contentType: null, body: '' };
  }
}
