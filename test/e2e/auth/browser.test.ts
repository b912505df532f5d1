import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { decide, freePort, logIn } from '../../helpers/browser.ts';
import { isStored, place, tokenCalls } from './place.ts';

describe('a browser that', () => {
  test('comes back with a refusal ends the login with 5', async () => {
    const at = await place();
    const ran = await at.logIn([], {
      visit: async (page) => {
        await fetch(await decide(page, 'deny'));
      },
    });
    expect(ran.exitCode).toBe(5);
    expect(await isStored(at)).toBe(false);
  });

  test.each(['wrong_state', 'no_code'])(
    'comes back with %s first is told so, and may try again',
    async (kind) => {
      const at = await place({ route: 'oauth2/authorize', authorize: kind });
      const statuses: number[] = [];
      const ran = await at.logIn([], {
        visit: async (page) => {
          statuses.push((await fetch(await decide(page))).status);
          statuses.push((await fetch(await decide(page))).status);
        },
      });
      expect(statuses).toEqual([400, 200]);
      expect(ran.exitCode).toBe(0);
      expect(tokenCalls(at)).toBe(1);
    },
  );

  test('comes back twice is authorized once', async () => {
    const at = await place({ route: 'oauth2/authorize', authorize: 'double' });
    const ran = await at.logIn([], {
      visit: async (page) => {
        const back = await decide(page);
        await fetch(back).catch(() => undefined);
      },
    });
    expect(ran.exitCode).toBe(0);
    expect(tokenCalls(at)).toBe(1);
  });

  test('never comes back ends the login with 5, naming what to check', async () => {
    const at = await place();
    const ran = await at.logIn(['--timeout', '200ms'], { visit: () => Promise.resolve() });
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('redirect');
    expect(await isStored(at)).toBe(false);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('is waited for until %s, which leaves nothing behind', async (signal, code) => {
    const at = await place();
    let interrupt = (): void => undefined;
    const port = await freePort();
    const uri = `http://127.0.0.1:${String(port)}/callback`;
    const ran = await logIn(at.here, ['--no-browser', '--redirect-uri', uri], {
      env: at.env,
      onStart: (child) => {
        interrupt = () => child.kill(signal);
      },
      visit: () => {
        interrupt();
        return Promise.resolve();
      },
    });
    expect(ran.exitCode).toBe(code);
    expect(await isStored(at)).toBe(false);
    await expect(fetch(uri)).rejects.toThrow('fetch failed');
  });

  test('cannot be waited for, because the port is taken, ends the login with 5', async () => {
    const at = await place();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void squatter.close());
    const uri = `http://127.0.0.1:${String((squatter.address() as AddressInfo).port)}/callback`;
    const ran = await at.run('auth', 'dropbox', '--no-browser', '--redirect-uri', uri);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain(uri);
    expect(ran.stderr).toContain('--paste');
  });
});

test('a page that is opened by BROWSER brings the login to its end, and the program inherits no secret', async () => {
  const at = await place();
  const browser = join(at.here.folder, 'browser.mjs');
  const seen = join(at.here.folder, 'environment.json');
  await writeFile(
    browser,
    `#!${process.execPath}
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));
const page = process.argv[2];
const sent = await fetch(page, { method: 'POST', body: new URLSearchParams({ decision: 'allow' }), redirect: 'manual' });
await fetch(sent.headers.get('location'));
`,
    { mode: 0o755 },
  );
  const redirect = `http://127.0.0.1:${String(await freePort())}/callback`;
  await at.control('team', { redirectUris: [redirect] });
  const ran = await at.here.runInTerminal(['auth', 'dropbox', '--redirect-uri', redirect], {
    columns: 100,
    env: {
      ...at.env,
      BROWSER: browser,
      TEAMSYNC_DROPBOX_APP_SECRET: at.sandbox.appSecret,
    },
  });
  expect(ran.stdout).toContain('Authorized for Rehearsal');
  expect(ran.exitCode).toBe(0);
  const inherited = await readFile(seen, 'utf8');
  expect(inherited).toContain('BROWSER');
  expect(inherited).not.toContain(at.sandbox.appSecret);
});
