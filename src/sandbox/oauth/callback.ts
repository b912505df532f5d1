import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Prelude } from '../world.ts';
import { isLoopback } from './redirect-uri.ts';

/** Whoever listens on loopback answers long before. */
const KNOCK_MS = 5000;

/** The redirect URI with parameters added, whatever it has already. */
export function callbackUrl(
  redirectUri: string,
  parameters: Readonly<Record<string, string | null>>,
): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  if (given.length === 0) return redirectUri;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${given.join('&')}`;
}

/** Calls a URL on this machine once and waits until that was answered or failed; never calls any other. */
export function knock(target: string, signal: AbortSignal): Promise<void> {
  const url = new URL(target);
  if (!isLoopback(url)) return Promise.resolve();
  const ends = AbortSignal.any([signal, AbortSignal.timeout(KNOCK_MS)]);
  return new Promise((resolve) => {
    const over = (): void => {
      resolve();
    };
    const call = get(url, { agent: false, signal: ends }, (answer) => {
      answer.resume().once('close', over).on('error', over);
    });
    call.on('error', over);
  });
}

/** Does what comes before an answer; a signal cuts it short. */
export async function perform({ delayMs, knock: target }: Prelude, signal: AbortSignal): Promise<void> {
  try {
    if (delayMs > 0) await delay(delayMs, undefined, { ref: false, signal });
  } catch {
    return;
  }
  if (target !== null) await knock(target, signal);
}
