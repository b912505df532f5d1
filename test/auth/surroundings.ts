import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import type { TokenEndpoint } from '../../src/auth/oauth.ts';
import { createDirectSend } from '../../src/dropbox/direct.ts';
import { createTransport, type Transport } from '../../src/dropbox/transport.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'teamsync-auth-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Everything that anybody could ever print of a value. */
export function everythingOf(value: unknown): string {
  return inspect(value, { depth: null, showHidden: true });
}

/** The error of a function that throws. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return expect.fail('it should have thrown');
}

/** The real transport over a real connection, with a clock that only sleeping moves. */
export function transportTo(origin: string): Transport {
  let clock = 0;
  return createTransport({
    origin,
    version: '1.2.3',
    send: createDirectSend(),
    sleep: (milliseconds) => {
      clock += milliseconds;
      return Promise.resolve();
    },
    random: () => 0.5,
    monotonic: () => clock,
    now: () => Date.UTC(2026, 0, 1),
    retryBudgetMs: 120_000,
    signal: new AbortController().signal,
  });
}

/** The token endpoint behind a transport, as the program uses it. */
export function endpointOver(origin: string, transport: Transport): TokenEndpoint {
  return {
    origin,
    send: (init, repeatable) =>
      transport.send({ path: '/oauth2/token', route: 'oauth2/token', init, repeatable }),
  };
}
