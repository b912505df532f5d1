import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import type { SandboxSeed } from '../../src/sandbox/seed-file.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { freePort, logIn, type Visit } from '../helpers/browser.ts';
import { chromiumPath, contrast, newVisitor, startChromium, type Visitor } from '../helpers/chromium.ts';
import { startFakeDropbox } from '../helpers/fake-dropbox.ts';
import { install, type Installation, type Ran } from '../helpers/cli.ts';

let chromium: Browser | null = null;
const MISSING = `Chromium is not installed: there is no ${chromiumPath()}, and CHROMIUM names no other`;

beforeAll(async () => {
  chromium = await startChromium();
  // The reason of a skipped test is not shown for a file without failures.
  if (chromium === null) process.stderr.write(`${MISSING}; the tests with a real browser are skipped.\n`);
});
beforeEach(({ skip }) => {
  skip(chromium === null, MISSING);
});
afterAll(async () => {
  await chromium?.close();
});

interface Place {
  here: Installation;
  sandbox: Sandbox;
  visitor: Visitor;
  redirectUri: string;
  /** Runs a login whose page a visitor opens. */
  logIn: (visit: Visit, ...args: string[]) => Promise<Ran>;
  /** Whether the profile holds a login. */
  isStored: () => Promise<boolean>;
}

async function place(seed: SandboxSeed = builtInSeed()): Promise<Place> {
  if (chromium === null) return expect.fail('no browser');
  const here = await install();
  const redirectUri = `http://127.0.0.1:${String(await freePort())}/callback`;
  const sandbox = await startSandbox({ team: { seed }, redirectUris: [redirectUri] });
  onTestFinished(() => sandbox.close());
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_AUTH_URL: sandbox.url,
    TEAMSYNC_DROPBOX_APP_KEY: sandbox.appKey,
  };
  const fixed = ['--no-browser', '--timeout', '10s', '--redirect-uri', redirectUri];
  return {
    here,
    sandbox,
    visitor: await newVisitor(chromium),
    redirectUri,
    logIn: (visit, ...args) => logIn(here, [...fixed, ...args], { env, visit }),
    isStored: async () => {
      const text = await readFile(join(here.folder, 'config', 'default.json'), 'utf8').catch(() => '{}');
      return text.includes('"refreshToken"');
    },
  };
}

/** Opens the page of the sandbox, presses a button, and waits for the page that ends the login. */
async function decide(tab: Page, page: URL, button: 'Allow' | 'Deny', heading: string): Promise<void> {
  await tab.goto(page.href);
  await tab.getByRole('button', { name: button }).click();
  await tab.getByRole('heading', { name: heading, exact: true }).waitFor();
}

const AUTHORIZED = 'Authorized';
const REFUSED = 'Access was not allowed';

test('Allow leads to a page that says so, and the login is kept', async () => {
  const at = await place();
  const tab = await at.visitor.open();
  const ran = await at.logIn((page) => decide(tab, page, 'Allow', AUTHORIZED));
  expect(ran.exitCode).toBe(0);
  expect(ran.stdout).toContain('Authorized for Rehearsal');
  expect(await at.isStored()).toBe(true);
  expect(await tab.title()).toBe('Authorized - teamsync');
  expect(await tab.getByRole('main').innerText()).toContain('teamsync is authorized for the team Rehearsal.');
  expect(await tab.getByText('You can close this tab').isVisible()).toBe(true);
});

test('Deny leads to a page that says so, and nothing is kept', async () => {
  const at = await place();
  const tab = await at.visitor.open();
  const ran = await at.logIn((page) => decide(tab, page, 'Deny', REFUSED));
  expect(ran.exitCode).toBe(5);
  expect(await at.isStored()).toBe(false);
  expect(await tab.title()).toBe('Access was not allowed - teamsync');
  expect(at.visitor.complaints).toEqual([]);
});

test('the pages load nothing, run nothing and break no policy', async () => {
  const at = await place();
  const tab = await at.visitor.open();
  let asked = '';
  await at.logIn(async (page) => {
    asked = page.href;
    await decide(tab, page, 'Allow', AUTHORIZED);
  });
  const [first, decision, back, ...others] = at.visitor.requests;
  expect(first).toBe(asked);
  expect(decision).toContain(`${at.sandbox.url}/oauth2/authorize?`);
  expect(back).toContain(`${at.redirectUri}?code=`);
  expect(others).toEqual([]);
  expect(at.visitor.complaints).toEqual([]);
  expect(await tab.locator('script, link, img, iframe, form').count()).toBe(0);
});

/** WCAG 2.2, 1.4.3 and 1.4.11: text, and what is no text. */
const READABLE = 4.5;
const VISIBLE = 3;

test.each([
  ['Allow', AUTHORIZED],
  ['Deny', REFUSED],
] as const)('after %s the page is readable in the light and in the dark', async (button, heading) => {
  const at = await place();
  const tab = await at.visitor.open();
  await at.logIn((page) => decide(tab, page, button, heading));
  const backs: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await tab.emulateMedia({ colorScheme });
    const back = await styleOf(tab, 'main', 'background-color');
    for (const text of ['h1', 'p', '.end']) {
      expect(contrast(await styleOf(tab, text, 'color'), back)).toBeGreaterThan(READABLE);
    }
    expect(contrast(await styleOf(tab, 'svg', 'color'), back)).toBeGreaterThan(VISIBLE);
    backs.push(back);
  }
  expect(contrast(backs[0] ?? '', backs[1] ?? '')).toBeGreaterThan(READABLE);
});

function styleOf(tab: Page, selector: string, property: string): Promise<string> {
  return tab.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue(${JSON.stringify(property)})`,
  );
}

test('a tab that comes without a state or asks for an icon changes nothing', async () => {
  const at = await place();
  const ran = await at.logIn(async (page) => {
    const stray = await at.visitor.open();
    const answer = await stray.goto(`${at.redirectUri}?code=stolen`);
    expect(answer?.status()).toBe(400);
    expect(await stray.getByRole('heading').innerText()).toBe('This answer belongs to another sign-in');
    const icon = await stray.goto(new URL('/favicon.ico', at.redirectUri).href);
    expect(icon?.status()).toBe(404);
    await decide(await at.visitor.open(), page, 'Allow', AUTHORIZED);
  });
  expect(ran.exitCode).toBe(0);
  expect(await at.isStored()).toBe(true);
});

test('a tab that comes back a second time, once the login has ended, finds nobody', async () => {
  const at = await place();
  const tab = await at.visitor.open();
  const ran = await at.logIn((page) => decide(tab, page, 'Allow', AUTHORIZED));
  expect(ran.exitCode).toBe(0);
  await expect(tab.reload()).rejects.toThrow('ERR_CONNECTION_REFUSED');
});

test('the rehearsal team of --sandbox is authorized the same way', async () => {
  const at = await place();
  const tab = await at.visitor.open();
  const pages: string[] = [];
  const ran = await at.logIn(async (page) => {
    await tab.goto(page.href);
    pages.push(await tab.getByRole('main').innerText(), await tab.getByRole('contentinfo').innerText());
    await decide(tab, page, 'Allow', AUTHORIZED);
  }, '--sandbox');
  expect(ran.exitCode).toBe(0);
  expect(pages[0]).toContain('members.delete');
  expect(pages[1]).toContain('not Dropbox');
  expect((await at.here.run(['auth', 'status', '--sandbox'])).exitCode).toBe(0);
  expect(at.visitor.complaints).toEqual([]);
});

test('a team whose name is markup is shown as it is named, on both pages', async () => {
  const name = `<img src=x onerror="document.title='taken over'"></p><script>alert(1)</script>&amp;"'`;
  const seed = builtInSeed();
  const at = await place({ ...seed, team: { ...seed.team, name } });
  const tab = await at.visitor.open();
  const texts: string[] = [];
  const ran = await at.logIn(async (page) => {
    await tab.goto(page.href);
    texts.push(await tab.getByRole('main').innerText());
    await decide(tab, page, 'Allow', AUTHORIZED);
    texts.push(await tab.getByRole('main').innerText());
  });
  expect(ran.exitCode).toBe(0);
  expect(texts).toEqual([expect.stringContaining(name), expect.stringContaining(name)]);
  expect(await tab.locator('img, script').count()).toBe(0);
  expect(await tab.title()).toBe('Authorized - teamsync');
  expect(at.visitor.requests.filter((each) => new URL(each).pathname.endsWith('/x'))).toEqual([]);
  expect(at.visitor.complaints).toEqual([]);
});

test('a page that loads, runs or breaks anything would be noticed', async () => {
  const { visitor } = await place();
  const { origin } = await startFakeDropbox({
    '/bad': {
      text: '<title>bad</title><img src=/x><script src=/y></script><script>alert(1); missing()</script>',
      headers: { 'content-type': 'text/html' },
    },
    '/strict': {
      text: '<title>strict</title><script>alert(1)</script>',
      headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" },
    },
  });
  const tab = await visitor.open();
  await tab.goto(`${origin}/bad`);
  expect(visitor.requests).toEqual(expect.arrayContaining([`${origin}/x`, `${origin}/y`]));
  expect(visitor.complaints.join('\n')).toMatch(/404[^]*a dialog: 1[^]*missing is not defined/);
  await tab.goto(`${origin}/strict`);
  await tab.waitForFunction('document.title === "strict"');
  expect(visitor.complaints.join('\n')).toMatch(/Content Security Policy/);
});
