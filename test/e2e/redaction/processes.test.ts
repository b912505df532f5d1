import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSecrets } from '../../helpers/secrets.ts';
import { freeUri, place, store } from './place.ts';
import { leaksOf } from './silence.ts';

test.runIf(process.platform === 'linux')(
  'no process of a login that waits has a secret among its arguments',
  async () => {
    const uri = await freeUri();
    const at = await place([uri]);
    await store(at, { withAccessToken: true });
    const browser = join(at.here.folder, 'browser.mjs');
    await writeFile(browser, BROWSER, { mode: 0o755 });
    Object.assign(at.env, { BROWSER: browser, TEAMSYNC_DROPBOX_APP_SECRET: at.sandbox.appSecret });
    let pid = 0;
    let commandLines: string[] = [];
    at.gateway.onDecision = async () => {
      commandLines = await commandLinesUnder(pid);
    };
    const ran = await at.here.runInTerminal(['auth', 'dropbox', '--redirect-uri', uri], {
      columns: 100,
      env: at.env,
      onStart: (child) => {
        pid = child.pid ?? 0;
      },
    });
    expect(ran.exitCode).toBe(0);
    const text = commandLines.join('\n');
    expect(text).toContain('teamsync.js auth dropbox');
    expect(text).toContain('browser.mjs http://127.0.0.1:');
    expect(findSecrets(text, at.secrets)).toEqual([]);
    expect(await leaksOf(at, { login: ran })).toEqual([]);
  },
);

/** Allows the app and follows the redirect, as a browser would. */
const BROWSER = `#!${process.execPath}
const body = new URLSearchParams({ decision: 'allow' });
const sent = await fetch(process.argv[2], { method: 'POST', body, redirect: 'manual' });
await fetch(sent.headers.get('location'));
`;

/** The arguments of a process and of all that it started. */
async function commandLinesUnder(pid: number): Promise<string[]> {
  const own = (await readFile(`/proc/${String(pid)}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  const threads = await readdir(`/proc/${String(pid)}/task`);
  const children = await Promise.all(
    threads.map((thread) => readFile(`/proc/${String(pid)}/task/${thread}/children`, 'utf8')),
  );
  const pids = children.flatMap((list) => list.split(' ').filter((word) => word !== ''));
  return [own, ...(await Promise.all(pids.map((child) => commandLinesUnder(Number(child))))).flat()];
}
