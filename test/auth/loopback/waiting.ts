import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Callback, LoopbackListener } from '../../../src/auth/loopback/listener.ts';
import { open } from './browser.ts';

export const STATE = 'right-state-of-this-sign-in';
export const GOOD = `/callback?code=secret-code&state=${STATE}`;
export const SUCCESS = { tone: 'success', heading: 'Signed in', text: 'Acme is authorized.' } as const;

export interface Running {
  listener: LoopbackListener;
  answer: Promise<Callback>;
  interrupt: (reason: string) => void;
  /** Lets the time run out. */
  expire: () => void;
  timers: { milliseconds: number; signal: AbortSignal | undefined }[];
}

export async function waiting(timeoutMs = 300_000): Promise<Running> {
  const listener = await open();
  const interrupts = new AbortController();
  const timers: Running['timers'] = [];
  let expire = (): void => expect.fail('nothing sleeps yet');
  const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      timers.push({ milliseconds, signal });
      expire = resolve;
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  const answer = listener.wait({ state: STATE, timeoutMs, signal: interrupts.signal, sleep });
  // Tests that end the wait on purpose look at it later.
  answer.catch(() => undefined);
  return {
    listener,
    answer,
    timers,
    interrupt: (reason) => {
      interrupts.abort(reason);
    },
    expire: () => {
      expire();
    },
  };
}

/** True when the promise is still open after what is under way on the machine had its turns. */
export async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  let open = true;
  const settled = (): void => {
    open = false;
  };
  promise.then(settled, settled);
  for (let round = 0; round < 5; round++) await turn();
  return open;
}
