import { Secret } from '../../auth/secret.ts';
import type { TeamReader, TeamWriter } from '../../team.ts';
import type { Context } from '../context.ts';
import { openSandbox, sandboxFile } from './rehearsal.ts';

/** A team that can be read and written, wherever it lives. */
export interface Connection {
  reader: TeamReader;
  writer: TeamWriter;
  requests: () => { total: number; retries: number; byRoute: Record<string, number> };
  close: () => Promise<void>;
}

interface Endpoint {
  origin: string;
  accessToken: Secret;
  close: () => Promise<void>;
}

/**
 * Connects to the team of this run without sending anything: the sandbox, in this very process, or Dropbox with the
 * credentials of the environment. Throws when there are none.
 */
export async function connect(context: Context, retryBudgetMs: number): Promise<Connection> {
  const { outside, options } = context;
  const { origin, accessToken, close } = options.sandbox ? await sandbox(context) : await dropbox(context);
  const [{ createDropboxTeam }, { fetchFor }, { createTransport }] = await Promise.all([
    import('../../dropbox/client.ts'),
    import('../../dropbox/proxy.ts'),
    import('../../dropbox/transport.ts'),
  ]);
  const { sleep, random, monotonic, now, signal } = outside;
  const transport = createTransport({
    origin,
    version: outside.version,
    send: await fetchFor(origin, outside.env),
    sleep,
    random,
    monotonic,
    now: () => now().getTime(),
    retryBudgetMs,
    signal,
  });
  return { ...createDropboxTeam(accessToken, transport), close };
}

async function dropbox({ outside }: Context): Promise<Endpoint> {
  const [{ readCredentials }, { apiOrigin }] = await Promise.all([
    import('../../auth/credentials.ts'),
    import('../../auth/endpoints.ts'),
  ]);
  const origin = apiOrigin(outside.env);
  const { accessToken } = await readCredentials(outside.env);
  return { origin, accessToken, close: () => Promise.resolve() };
}

async function sandbox({ outside, folders }: Context): Promise<Endpoint> {
  const running = await openSandbox({ team: { file: sandboxFile(folders.state) }, now: outside.now });
  return { origin: running.url, accessToken: new Secret(running.accessToken), close: running.close };
}
