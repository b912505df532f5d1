import { readOrigins, type Origins } from '../../auth/endpoints.ts';
import type { Environment } from '../../auth/environment.ts';
import type { TokenEndpoint } from '../../auth/oauth.ts';
import type { Transport } from '../../dropbox/transport.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Context } from '../context.ts';
import { openSandbox, sandboxFile } from './rehearsal.ts';

/** Stands for the address of the sandbox in a stored login: its port is another one every time. */
const SANDBOX_ISSUER = 'sandbox';

/** The way to the API of this run. */
export interface Line {
  origins: Origins;
  /** What a stored login must have been issued by to be used here. */
  issuer: string;
  /** The variables that count: none of ours reaches the sandbox. */
  env: Environment;
  /** Running in this very process; `null` for Dropbox. */
  sandbox: Sandbox | null;
  transport: Transport;
  close: () => Promise<void>;
}

interface LineOptions {
  /** Count as registered with the sandbox. */
  redirectUris?: readonly string[];
  /** Writes under way at most. */
  writesAtOnce?: number | undefined;
}

/** Opens the way to Dropbox, or starts the sandbox of the state folder; nothing is sent yet. */
export async function openLine(
  context: Context,
  retryBudgetMs: number,
  { redirectUris = [], writesAtOnce }: LineOptions = {},
): Promise<Line> {
  const { outside, options, folders } = context;
  if (!options.sandbox) {
    const origins = readOrigins(outside.env);
    const transport = await transportTo(origins.api, context, retryBudgetMs, writesAtOnce);
    const close = (): Promise<void> => Promise.resolve();
    return { origins, issuer: origins.api, env: outside.env, sandbox: null, transport, close };
  }
  const team = { file: sandboxFile(folders.state) };
  const sandbox = await openSandbox({ team, now: outside.now, redirectUris });
  return {
    origins: { api: sandbox.url, auth: sandbox.url },
    issuer: SANDBOX_ISSUER,
    env: {},
    sandbox,
    transport: await transportTo(sandbox.url, context, retryBudgetMs, writesAtOnce),
    close: sandbox.close,
  };
}

async function transportTo(
  origin: string,
  { outside }: Context,
  retryBudgetMs: number,
  writesAtOnce: number | undefined,
): Promise<Transport> {
  const [{ sendFor }, { createTransport }] = await Promise.all([
    import('../../dropbox/proxy.ts'),
    import('../../dropbox/transport.ts'),
  ]);
  const { sleep, random, monotonic, now, signal, version, env } = outside;
  return createTransport({
    origin,
    version,
    send: await sendFor(origin, env),
    sleep,
    random,
    monotonic,
    now: () => now().getTime(),
    retryBudgetMs,
    signal,
    ...(writesAtOnce === undefined ? {} : { writesAtOnce }),
  });
}

/** Where this line gets its tokens. */
export function tokenEndpoint({ origins, transport }: Line): TokenEndpoint {
  return {
    origin: origins.api,
    send: (init, repeatable) =>
      transport.send({ path: '/oauth2/token', route: 'oauth2/token', init, repeatable }),
  };
}
