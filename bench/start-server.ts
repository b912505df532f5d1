import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { compiled } from './compiled.ts';
import { USAGE_PATH, type ServerOptions, type Usage } from './protocol.ts';

/** A server in a process of its own. */
export interface RunningServer {
  url: string;
  usage: () => Promise<Usage>;
  stop: () => Promise<void>;
}

/** Starts a server and waits until its pages are prepared. */
async function startServer(options: ServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, [compiled('server'), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const [url] = (await Promise.race([
    once(lines, 'line'),
    ended.then(() => Promise.reject(new Error('the server for measuring ended before it was ready'))),
  ])) as [string];
  return {
    url,
    usage: async () => (await (await fetch(url + USAGE_PATH)).json()) as Usage,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Does some work with a server that ends with it. */
export async function withServer<T>(
  options: ServerOptions,
  work: (server: RunningServer) => Promise<T>,
): Promise<T> {
  const server = await startServer(options);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
