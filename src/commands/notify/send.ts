import type { Secret } from '../../auth/secret.ts';
import { codeOf } from '../../dropbox/error-code.ts';
import type { Send } from '../../dropbox/send.ts';

const TIMEOUT_MS = 10_000;
/** The first try and one more. */
const MOST_TRIES = 2;
const PAUSE_MS = 1000;
/** A code of the system or of the HTTP client, such as `ECONNREFUSED`; anything longer could tell where it went. */
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** What sending works with. */
export interface SendSurroundings {
  send: Send;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Ends it early. */
  signal: AbortSignal;
  version: string;
}

interface Failure {
  reason: string;
  again: boolean;
}

/**
 * Posts a text as the JSON that Slack and its kin take; a lost connection or a 5xx is tried once more. Returns why it did
 * not arrive, without the address, or `null` when it did.
 */
export async function sendNotification(
  webhook: Secret,
  text: string,
  outside: SendSurroundings,
): Promise<string | null> {
  for (let tries = 1; ; tries += 1) {
    const failure = await post(webhook, text, outside);
    if (failure === null) return null;
    if (!failure.again || tries >= MOST_TRIES) return failure.reason;
    await outside.sleep(PAUSE_MS, outside.signal);
  }
}

async function post(
  webhook: Secret,
  text: string,
  { send, signal, version }: SendSurroundings,
): Promise<Failure | null> {
  try {
    const { status } = await send(webhook.reveal(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `teamsync/${version}` },
      body: JSON.stringify({ text }),
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), signal]),
    });
    if (status >= 200 && status < 300) return null;
    return { reason: `status ${String(status)}`, again: status >= 500 };
  } catch (error) {
    if (signal.aborted) return { reason: 'it was interrupted', again: false };
    return { reason: reasonOf(error), again: true };
  }
}

/** The words of an error may quote the address, so only its code counts. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'TimeoutError') return 'no answer in time';
  return CODE.test(code) ? `the connection failed, ${code}` : 'the connection failed';
}
