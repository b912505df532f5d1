import { expect, test, vi } from 'vitest';
import { login, type LoginRequest, type LoginSurroundings } from '../../src/auth/login.ts';
import type { TokenAnswer } from '../../src/auth/oauth.ts';
import { ForbiddenError, InterruptedError, type TeamsyncError } from '../../src/errors.ts';
import { RESET, startFakeDropbox, type FakeDropbox, type Reply } from '../helpers/fake-dropbox.ts';
import { failureOf, freeUri, occupy } from './loopback/browser.ts';
import { endpointOver, everythingOf, transportTo } from './surroundings.ts';
import { ACCESS, APP, CODE, formsOf, teamTokens, tokenError } from './token-endpoint.ts';

const AUTH = 'https://www.dropbox.com';
const MINUTES_5 = 300_000;
const PAGE = 'teamsync is authorized for the team Acme.';

interface Running {
  request: LoginRequest;
  outside: LoginSurroundings;
  fake: FakeDropbox;
  said: string[];
  timers: { milliseconds: number; signal: AbortSignal | undefined }[];
  /** Lets the time run out. */
  expire: () => void;
  interrupt: (reason: string) => void;
  accept: ReturnType<typeof vi.fn<(answer: TokenAnswer) => Promise<{ page: string }>>>;
}

/** A login at a real token endpoint behind the real transport; nobody does anything unless told. */
async function prepare(
  way: LoginRequest['way'],
  replies: Reply | Reply[] = teamTokens(),
  changes: Partial<LoginSurroundings> = {},
): Promise<Running> {
  const fake = await startFakeDropbox({ '/oauth2/token': replies });
  const interrupts = new AbortController();
  const said: string[] = [];
  const timers: Running['timers'] = [];
  const ends: (() => void)[] = [];
  const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      timers.push({ milliseconds, signal });
      ends.push(resolve);
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  return {
    request: {
      app: APP,
      scopes: ['members.read', 'team_info.read'],
      authOrigin: AUTH,
      endpoint: endpointOver(fake.origin, transportTo(fake.origin)),
      way,
      redirectUris: [await freeUri()],
      timeoutMs: MINUTES_5,
    },
    outside: {
      say: (text) => said.push(text),
      readCode: () => expect.fail('nobody asks for a code'),
      openPage: () => expect.fail('no page is opened'),
      sleep,
      signal: interrupts.signal,
      ...changes,
    },
    fake,
    said,
    timers,
    expire: () => {
      for (const end of ends) end();
    },
    interrupt: (reason) => {
      interrupts.abort(reason);
    },
    accept: vi.fn((_answer: TokenAnswer) => Promise.resolve({ page: PAGE })),
  };
}

function begin({ request, outside, accept }: Running): Promise<{ page: string }> {
  return login(request, outside, accept);
}

/** The address of the page, out of what was said. */
function saidPage({ said }: Running): URL {
  const url = /^ {2}(https:\S+)$/m.exec(said.join('\n'))?.[1];
  return new URL(url ?? expect.fail('no address was said'));
}

const paste = (why: string | null = null): LoginRequest['way'] => ({ kind: 'paste', why });
const codeTyped = (code: string): Partial<LoginSurroundings> => ({ readCode: () => Promise.resolve(code) });

test('a pasted code is exchanged, without white space around it and without a redirect URI', async () => {
  const running = await prepare(paste(), teamTokens(), codeTyped(`  ${CODE}\n`));
  await expect(begin(running)).resolves.toEqual({ page: PAGE });
  const url = saidPage(running);
  expect([url.searchParams.has('redirect_uri'), url.searchParams.has('state')]).toEqual([false, false]);
  const [form] = formsOf(running.fake);
  expect([form?.get('code'), form?.has('redirect_uri')]).toEqual([CODE, false]);
  expect(running.accept.mock.calls[0]?.[0].accessToken.reveal()).toBe(ACCESS);
  expect(running.accept).toHaveBeenCalledTimes(1);
});

test('the verifier that is sent is the one of the page that was shown', async () => {
  const running = await prepare(paste(), teamTokens(), codeTyped(CODE));
  await begin(running);
  const verifier = formsOf(running.fake)[0]?.get('code_verifier') ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const challenge = Buffer.from(digest).toString('base64url');
  expect(saidPage(running).searchParams.get('code_challenge')).toBe(challenge);
  expect(running.said.join()).not.toContain(verifier);
});

test.each(['', '  \n', 'two words', 'a\nb'])(
  'the code %j is none: exit 5, and nothing is sent',
  async (code) => {
    const running = await prepare(paste(), teamTokens(), codeTyped(code));
    const error = await failureOf(begin(running));
    expect(error).toMatchObject({ code: 'no_code', exitCode: 5 });
    expect(String(error)).toContain('Nothing was stored');
    expect(running.fake.seen).toEqual([]);
    expect(running.accept).not.toHaveBeenCalled();
  },
);

test('a code that nobody pastes ends the login after its time', async () => {
  const running = await prepare(paste(), teamTokens(), {
    readCode: (limit) =>
      new Promise((resolve) => {
        limit.addEventListener('abort', () => {
          resolve('');
        });
      }),
  });
  const failure = failureOf(begin(running));
  await vi.waitFor(() => {
    expect(running.timers.map(({ milliseconds }) => milliseconds)).toEqual([MINUTES_5]);
  });
  running.expire();
  await expect(failure).resolves.toMatchObject({ code: 'no_code', exitCode: 5 });
});

test.each([
  ['in time', codeTyped(CODE)],
  ['as a failure', { readCode: () => Promise.reject(new Error('input broke')) }],
])('a code that comes %s ends the timer, and the reading is not given up', async (_name, changes) => {
  const readCode = vi.fn(changes.readCode);
  const running = await prepare(paste(), teamTokens(), { readCode });
  await begin(running).catch((error: unknown) => {
    expect(String(error)).toContain('input broke');
  });
  expect(running.timers[0]?.signal?.aborted).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(readCode.mock.lastCall).toMatchObject([{ aborted: false }]);
});

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

test('a pasted code is sent exactly once as well', async () => {
  const running = await prepare(paste(), [{ status: 502, text: '' }, teamTokens()], codeTyped(CODE));
  await expect(failureOf(begin(running))).resolves.toMatchObject({ code: 'code_lost', exitCode: 8 });
  expect(formsOf(running.fake)).toHaveLength(1);
});

test('a throttled exchange is sent again, because nothing was done with the code', async () => {
  const throttled = { status: 429, text: '', headers: { 'retry-after': '1' } };
  const running = await prepare(paste(), [throttled, teamTokens()], codeTyped(CODE));
  await expect(begin(running)).resolves.toEqual({ page: PAGE });
  expect(formsOf(running.fake)).toHaveLength(2);
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
