import { expect, test, vi } from 'vitest';
import type { TokenAnswer } from '../../src/auth/oauth.ts';
import { ForbiddenError, InterruptedError, type TeamsyncError } from '../../src/errors.ts';
import { RESET, type Reply } from '../helpers/fake-dropbox.ts';
import { begin, MINUTES_5, PAGE, prepare, saidPage, type Running } from './login-at-work.ts';
import { failureOf, freeUri, occupy } from './loopback/browser.ts';
import { everythingOf } from './surroundings.ts';
import { CODE, formsOf, teamTokens, tokenError } from './token-endpoint.ts';

/** The browser: opens the page and comes back from Dropbox with these parameters; `answer` is the page it gets. */
function visitor(parameters: (state: string) => Record<string, string>): {
  openPage: (url: URL) => Promise<void>;
  opened: URL[];
  answer: () => Promise<string>;
} {
  const opened: URL[] = [];
  let answer: Promise<string> = Promise.reject(new Error('the page was not opened'));
  answer.catch(() => undefined);
  const openPage = (url: URL): Promise<void> => {
    opened.push(url);
    const back = new URL(url.searchParams.get('redirect_uri') ?? '');
    back.search = new URLSearchParams(parameters(url.searchParams.get('state') ?? '')).toString();
    answer = fetch(back).then((response) => response.text());
    return Promise.resolve();
  };
  return { openPage, opened, answer: () => answer };
}

const allowed = (): ReturnType<typeof visitor> => visitor((state) => ({ code: CODE, state }));

test('in the browser: the code is exchanged, accepted once, and the page says how it ended', async () => {
  const browser = allowed();
  const running = await prepare({ kind: 'browser' }, teamTokens(), { openPage: browser.openPage });
  await expect(begin(running)).resolves.toEqual({ page: PAGE });
  const page = await browser.answer();
  expect(page).toContain('<h1>Authorized</h1>');
  expect(page).toContain(PAGE);
  expect(page).toContain('class="success"');
  expect(running.accept).toHaveBeenCalledTimes(1);
  const [form] = formsOf(running.fake);
  const redirectUri = running.request.redirectUris[0]?.text;
  expect([form?.get('code'), form?.get('redirect_uri')]).toEqual([CODE, redirectUri]);
  expect(browser.opened[0]?.searchParams.get('redirect_uri')).toBe(redirectUri);
});

test('the page that opens is said as well, with the redirect URI that is waited at', async () => {
  const browser = allowed();
  const running = await prepare({ kind: 'browser' }, teamTokens(), { openPage: browser.openPage });
  await begin(running);
  expect(saidPage(running).href).toBe(browser.opened[0]?.href);
  expect(running.said.join()).toContain(running.request.redirectUris[0]?.text);
  expect(running.said.join()).not.toContain('SENTINEL');
});

test('without a browser the address is only said, and whoever opens it is waited for', async () => {
  const browser = allowed();
  const running = await prepare({ kind: 'print' });
  const done = begin(running);
  await vi.waitFor(() => {
    expect(running.said).not.toEqual([]);
  });
  await browser.openPage(saidPage(running));
  await expect(done).resolves.toEqual({ page: PAGE });
});

test('the next redirect URI is used, and repeated at the exchange, where the first one is taken', async () => {
  const browser = allowed();
  const running = await prepare({ kind: 'browser' }, teamTokens(), { openPage: browser.openPage });
  const [taken, free] = [await freeUri(), await freeUri()];
  await occupy(taken);
  running.request = { ...running.request, redirectUris: [taken, free] };
  await begin(running);
  expect(browser.opened[0]?.searchParams.get('redirect_uri')).toBe(free.text);
  expect(formsOf(running.fake)[0]?.get('redirect_uri')).toBe(free.text);
});

/** Runs a login in the browser that fails; the page must say so, and nothing may listen any more. */
async function failing(
  replies: Reply | Reply[],
  browser = allowed(),
  accept?: (answer: TokenAnswer) => Promise<{ page: string }>,
): Promise<{ error: TeamsyncError; page: string; running: Running }> {
  const running = await prepare({ kind: 'browser' }, replies, { openPage: browser.openPage });
  if (accept !== undefined) running.accept.mockImplementation(accept);
  const error = (await failureOf(begin(running))) as TeamsyncError;
  const page = await browser.answer();
  expect(page).not.toContain('class="success"');
  expect(everythingOf(error) + page).not.toContain('SENTINEL');
  await expect(fetch(running.request.redirectUris[0]?.text ?? '')).rejects.toThrow('fetch failed');
  return { error, page, running };
}

test('an exchange that Dropbox refuses fails the login, and the page says why', async () => {
  const { error, page, running } = await failing(tokenError('invalid_grant', 'code has expired'));
  expect(error).toMatchObject({ code: 'code_refused', exitCode: 5 });
  expect(page).toContain('<h1>Not authorized</h1>');
  expect(page).toContain('Dropbox does not accept the code');
  expect(running.accept).not.toHaveBeenCalled();
});

test.each<[string, Reply]>([
  ['a 500', { status: 500, text: '' }],
  ['a 503 in HTML', { status: 503, text: '<!DOCTYPE html>' }],
  ['a broken connection', RESET],
])('after %s the code is lost: exit 8, and it was sent exactly once', async (_name, reply) => {
  const { error, page, running } = await failing([reply, teamTokens()]);
  expect(error).toMatchObject({ code: 'code_lost', exitCode: 8, details: { endpoint: 'oauth2/token' } });
  expect(error.message).toMatch(
    /lost.* A code works only once, so it was not sent again\. Nothing was stored\.$/,
  );
  expect(error.message).not.toContain('not known yet');
  expect(page).toContain('A code works only once');
  expect(formsOf(running.fake)).toHaveLength(1);
  expect(running.accept).not.toHaveBeenCalled();
});

test('a grant that is not accepted fails the login with the reason on the page', async () => {
  const refusal = new ForbiddenError('scopes_missing', 'Dropbox granted <less>.');
  const { error, page } = await failing(teamTokens(), allowed(), () => Promise.reject(refusal));
  expect(error).toBe(refusal);
  expect(page).toContain('Dropbox granted &lt;less&gt;.');
});

test('an unexpected failure is shown on no page', async () => {
  const failure = new Error('EACCES /home/ann/.config');
  const { error, page } = await failing(teamTokens(), allowed(), () => Promise.reject(failure));
  expect(error).toBe(failure);
  expect(page).toContain('Something unexpected went wrong.');
  expect(page).not.toContain('/home/ann');
});

test('an admin who says no is exit 5, and no token is asked for', async () => {
  const denied = visitor((state) => ({ error: 'access_denied', error_description: 'No thanks', state }));
  const { error, page, running } = await failing(teamTokens(), denied);
  expect(error).toMatchObject({ code: 'access_denied', exitCode: 5 });
  expect(page).toContain('Access was not allowed');
  expect(running.fake.seen).toEqual([]);
});

test('an answer to another sign-in is not exchanged, and the right one still counts', async () => {
  const running = await prepare({ kind: 'print' });
  const done = begin(running);
  await vi.waitFor(() => {
    expect(running.said).not.toEqual([]);
  });
  const foreign = visitor(() => ({ code: 'foreign-code', state: 'foreign-state' }));
  await foreign.openPage(saidPage(running));
  await expect(foreign.answer()).resolves.toContain('another sign-in');
  expect(running.fake.seen).toEqual([]);
  await allowed().openPage(saidPage(running));
  await done;
  expect(formsOf(running.fake).map((form) => form.get('code'))).toEqual([CODE]);
});

test('a browser that never comes back ends the login after its time', async () => {
  const running = await prepare({ kind: 'browser' }, teamTokens(), { openPage: () => Promise.resolve() });
  const failure = failureOf(begin(running));
  await vi.waitFor(() => {
    expect(running.timers.map(({ milliseconds }) => milliseconds)).toEqual([MINUTES_5]);
  });
  running.expire();
  await expect(failure).resolves.toMatchObject({ code: 'sign_in_timeout', exitCode: 5 });
});

test('an interrupt ends the wait, also before the page is open', async () => {
  const running = await prepare({ kind: 'browser' }, teamTokens(), {
    openPage: async () => {
      running.interrupt('SIGINT');
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  await expect(failureOf(begin(running))).resolves.toBeInstanceOf(InterruptedError);
  expect(running.fake.seen).toEqual([]);
});
