import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Installation, Ran } from './cli.ts';

/** What whoever sits before the browser does with the page of Dropbox. */
export type Visit = (page: URL) => Promise<void>;

/** Posts the form of the sandbox's page, and answers with where the browser is sent then. */
export async function decide(page: URL, decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
  const response = await fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ decision }),
    redirect: 'manual',
  });
  const location = response.headers.get('location');
  if (location === null) expect.fail(`no redirect, but ${String(response.status)}: ${await response.text()}`);
  return new URL(location);
}

/** The code that the sandbox shows to be copied. */
export async function copyCode(page: URL): Promise<string> {
  const response = await fetch(page, { method: 'POST', body: new URLSearchParams({ decision: 'allow' }) });
  const [, code] = /<code id="code">([^<]+)<\/code>/.exec(await response.text()) ?? [];
  return code ?? expect.fail('the page shows no code');
}

/** Allows the app and lets the browser follow the redirect. */
export const allow: Visit = async (page) => {
  await fetch(await decide(page));
};

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a login that prints its page, and plays the browser as soon as the page is known. */
export async function logIn(
  here: Installation,
  args: readonly string[],
  options: { env?: Record<string, string>; visit?: Visit; onStart?: (child: ChildProcess) => void } = {},
): Promise<Ran> {
  const { env = {}, visit = allow, onStart } = options;
  let visiting: Promise<void> | null = null;
  const ran = await here.run(['auth', 'dropbox', ...args], {
    env,
    onStart: (child) => {
      onStart?.(child);
      let seen = '';
      child.stderr?.on('data', (text: string) => {
        seen += text;
        const [url] = /https?:\/\/\S+\/oauth2\/authorize\?\S+(?=\s)/.exec(seen) ?? [];
        if (url !== undefined) visiting ??= visit(new URL(url));
      });
    },
  });
  await (visiting as Promise<void> | null);
  return ran;
}
