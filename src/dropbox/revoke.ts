import type { OpenSession } from '../auth/open-session.ts';
import type { Secret } from '../auth/secret.ts';
import { UnauthorizedError, UnavailableError } from '../errors.ts';
import type { Answer } from './exchange.ts';
import { REQUEST_ID } from './request-id.ts';
import type { Transport } from './transport.ts';

const ROUTE = 'auth/token/revoke';

/**
 * Ends the grant behind a session: its refresh token and every access token of it. Resolves as well when the grant was
 * dead already; throws `UnavailableError` when it may still live.
 */
export async function revokeGrant(session: OpenSession, transport: Transport): Promise<void> {
  try {
    const first = await send(transport, await session.accessToken());
    if (first.status === 200) return;
    // Only a live access token can revoke anything, so one that is refused is replaced once.
    const renewed = first.status === 401 ? await session.refresh() : null;
    const last = renewed === null ? first : await send(transport, renewed);
    if (last.status !== 200) throw notRevoked(last);
  } catch (error) {
    if (!(error instanceof UnauthorizedError) || error.code !== 'grant_revoked') throw error;
  }
}

function send({ send: sendRequest }: Transport, token: Secret): Promise<Answer> {
  const init = { method: 'POST', headers: { authorization: `Bearer ${token.reveal()}` } };
  return sendRequest({ path: `/2/${ROUTE}`, route: ROUTE, init, repeatable: true });
}

function notRevoked({ status, headers }: Answer): UnavailableError {
  const requestId = headers[REQUEST_ID] ?? null;
  return new UnavailableError(
    'revoke_refused',
    `Dropbox did not revoke the grant: status ${String(status)} (${ROUTE}${requestId === null ? '' : `, request ${requestId}`}).`,
    { details: { endpoint: ROUTE, requestId } },
  );
}
