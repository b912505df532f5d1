import * as z from 'zod';
import { applied, areHeaders, row } from './effect-row.ts';
import { READ_ROUTES } from './route-groups.ts';
import { ROUTE_PATHS } from './route-table.ts';

const MIN_STATUS = 200;
const MAX_STATUS = 599;

/** Beyond this an answer is not slow but there at once. */
const MAX_BYTES_PER_SECOND = 100_000_000;

/** What a fault can make of the answer of nearly any route, keyed by the field that names it. */
export const ANSWER_EFFECTS = {
  /** Any answer instead of the route's own; with `applied` the call is carried out all the same. */
  status: row('status', {
    status: z.number().int().min(MIN_STATUS).max(MAX_STATUS),
    headers: z.record(z.string(), z.string()).refine(areHeaders, 'not HTTP headers').default({}),
    body: z.unknown().optional(),
    contentType: z.string().optional(),
    applied: applied.default(false),
  }),
  /** The connection is reset before or after the call is carried out. */
  drop: row('drop', { drop: z.enum(['before', 'after']) }),
  /** The route's own answer, cut off in the middle. */
  truncate: row('truncate', { truncate: z.literal(true) }),
  /** 200 with a page of HTML, as a captive portal sends. */
  html: row('html', { html: z.literal(true), applied: applied.default(false) }),
  /** 409 with this tag. */
  error: row('error', { error: z.string().min(1) }),
  /** The route's own answer, so many bytes a second. */
  drip: row('drip', { drip: z.number().int().min(1).max(MAX_BYTES_PER_SECOND) }),
  /** Sends the caller elsewhere. */
  redirect: row('redirect', {
    redirect: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).href),
    code: z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]).default(307),
  }),
  /** 401 for a token that has ended, for this call only. */
  expired: row('expired', { expired: z.literal(true) }, ROUTE_PATHS),
  /** 429 in one of the forms in which it has been seen. */
  throttle: row('throttle', {
    throttle: z.enum(['json-header', 'json', 'json-bare', 'text', 'empty']),
    retryAfter: z.number().min(0).default(1),
    reason: z.enum(['too_many_requests', 'too_many_write_operations']).default('too_many_requests'),
  }),
  /** 200 with JSON of a shape that no route answers with. */
  shape: row('shape', { shape: z.literal('wrong') }, READ_ROUTES),
  /** 200 with a body that goes on and on. */
  endless: row('endless', { endless: z.literal(true), applied: applied.default(false) }),
  /** No answer at all, on a connection that stays open. */
  hang: row('hang', { hang: z.literal(true), applied: applied.default(false) }),
};
