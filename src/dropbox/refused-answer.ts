import type { DropboxResponseError } from 'dropbox';
import { redact } from '../auth/secret.ts';
import { requestIdIn } from './request-id.ts';
import { concerned, errorBody } from './wire.ts';

/** As much of Dropbox's own words as a message repeats. */
const QUOTED = 200;
const UNSAFE = /[\p{Cc}\p{Cf}]+/gu;

/** What an answer that is not a success says. */
export interface RefusedAnswer {
  route: string;
  status: number;
  tag: string;
  scope: string | undefined;
  /** Whom a tag with a list is about, by whatever the request named them with; empty for every other tag. */
  named: string[];
  /** A plain text body, cleaned and cut; empty for JSON. */
  text: string;
  where: string;
  details: { endpoint: string; requestId: string | null };
}

/** Takes out of an answer what our errors are made of; its text is safe to show. */
export function refusedAnswer(route: string, error: DropboxResponseError<unknown>): RefusedAnswer {
  const body = errorBody().safeParse(error.error);
  const requestId = requestIdIn(error.headers);
  const id = requestId === null ? '' : `, request ${requestId}`;
  const tag = body.success ? body.data.error['.tag'] : `status_${String(error.status)}`;
  const named = concerned().safeParse(body.success ? body.data.error[tag] : null);
  return {
    route,
    status: error.status,
    tag,
    scope: body.success ? body.data.error.required_scope : undefined,
    named: named.success ? named.data.map((name) => clean(name).slice(0, QUOTED)) : [],
    text: typeof error.error === 'string' ? plainText(error.error) : '',
    where: `${route}${id}`,
    details: { endpoint: route, requestId },
  };
}

/** Dropbox's own words, without the route that they begin with and that is said anyway. */
function plainText(body: string): string {
  return clean(body)
    .replace(/^Error in call to API function "[^"]*": ?/, '')
    .slice(0, QUOTED);
}

function clean(words: string): string {
  return redact(words).replace(UNSAFE, ' ');
}
