import type { Session } from '../auth/session.ts';
import { isRead } from './routes.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { errorBody } from './wire.ts';

/** Where the SDK believes it is talking to. */
const SDK_ORIGIN = 'https://api.dropboxapi.com';
/** Where the API methods live. */
const API_PREFIX = '/2/';

/**
 * A `fetch` for the SDK: takes its URLs, sends them with the token of the session, and asks once more with a new token
 * when Dropbox says that this one has expired. A 401 means that nothing was executed, so that is safe for writes too.
 */
export function authorizedFetch(
  { send }: Transport,
  session: Session,
): (input: string, init?: RequestInit) => Promise<Response> {
  return async (input, init = {}) => {
    if (!input.startsWith(SDK_ORIGIN + API_PREFIX))
      throw new Error(`unexpected request to ${new URL(input).host}`);
    const path = input.slice(SDK_ORIGIN.length);
    const route = path.slice(API_PREFIX.length);
    const request = { path, route, repeatable: isRead(route) };
    const token = await session.accessToken();
    const response = await send(withToken(request, init, token.reveal()));
    if (!(await saysExpired(response))) return response;
    const renewed = await session.renew(token);
    return renewed === null ? response : send(withToken(request, init, renewed.reveal()));
  };
}

function withToken(
  request: Omit<TransportRequest, 'init'>,
  init: RequestInit,
  token: string,
): TransportRequest {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return { ...request, init: { ...init, headers } };
}

/** Other refusals of a token are final; only this one is mended by a new token. */
async function saysExpired(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const text = await response.clone().text();
  try {
    const body: unknown = JSON.parse(text);
    return tagOf(body) === 'expired_access_token';
  } catch {
    return false;
  }
}

function tagOf(body: unknown): unknown {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data.error['.tag'] : null;
}
