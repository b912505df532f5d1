import type { Session } from '../auth/session.ts';
import type { Answer } from './exchange.ts';
import { isRead } from './routes.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { errorBody } from './wire.ts';

/** Where the SDK believes it is talking to. */
const SDK_ORIGIN = 'https://api.dropboxapi.com';
/** Where the API methods live. */
const API_PREFIX = '/2/';

/** What the SDK says of a request, in the words of `fetch`. */
interface SdkRequest {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
}

/** As much of a `Response` as the SDK uses. */
interface SdkResponse {
  status: number;
  ok: boolean;
  headers: Answer['headers'];
  text: () => Promise<unknown>;
}

/**
 * A `fetch` for the SDK: takes its URLs, sends them with the token of the session, and asks once more with a new token
 * when Dropbox says that this one has expired. A 401 means that nothing was executed, so that is safe for writes too.
 */
export function authorizedFetch(
  { send }: Transport,
  session: Session,
): (input: string, init: SdkRequest) => Promise<SdkResponse> {
  return async (input, init) => {
    if (!input.startsWith(SDK_ORIGIN + API_PREFIX))
      throw new Error(`unexpected request to ${new URL(input).host}`);
    const path = input.slice(SDK_ORIGIN.length);
    const route = path.slice(API_PREFIX.length);
    const request = { path, route, repeatable: isRead(route) };
    const token = await session.accessToken();
    const answer = await send(withToken(request, init, token.reveal()));
    if (!saysExpired(answer)) return forSdk(answer);
    const renewed = await session.renew(token);
    return forSdk(renewed === null ? answer : await send(withToken(request, init, renewed.reveal())));
  };
}

function withToken(
  request: Omit<TransportRequest, 'init'>,
  { method, headers, body }: SdkRequest,
  token: string,
): TransportRequest {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const authorized = { ...Object.fromEntries(named), authorization: `Bearer ${token}` };
  return { ...request, init: { method, headers: authorized, body } };
}

/** Other refusals of a token are final; only this one is mended by a new token. */
function saysExpired({ status, body }: Answer): boolean {
  if (status !== 401) return false;
  try {
    const parsed = errorBody().safeParse(JSON.parse(body));
    return parsed.success && parsed.data.error['.tag'] === 'expired_access_token';
  } catch {
    return false;
  }
}

/**
 * The SDK parses what it is given as text, and takes it as it is where that fails. An object is no text of JSON, so a long
 * listing is not parsed a second time.
 */
function forSdk({ status, headers, body, document }: Answer): SdkResponse {
  const isParsed = typeof document === 'object' && document !== null && !Array.isArray(document);
  const content = isParsed ? document : body;
  return { status, ok: status === 200, headers, text: () => Promise.resolve(content) };
}
