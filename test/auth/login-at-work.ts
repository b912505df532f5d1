import { expect, vi } from 'vitest';
import { login, type LoginRequest, type LoginSurroundings } from '../../src/auth/login.ts';
import type { TokenAnswer } from '../../src/auth/oauth.ts';
import { startFakeDropbox, type FakeDropbox, type Reply } from '../helpers/fake-dropbox.ts';
import { freeUri } from './loopback/browser.ts';
import { endpointOver, transportTo } from './surroundings.ts';
import { APP, teamTokens } from './token-endpoint.ts';

const AUTH = 'https://www.dropbox.com';
export const MINUTES_5 = 300_000;
/** What the browser is told of an accepted login. */
export const PAGE = 'teamsync is authorized for the team Acme.';

export interface Running {
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
export async function prepare(
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
    accept: vi.fn<(answer: TokenAnswer) => Promise<{ page: string }>>().mockResolvedValue({ page: PAGE }),
  };
}

/** Starts it. */
export function begin({ request, outside, accept }: Running): Promise<{ page: string }> {
  return login(request, outside, accept);
}

/** The address of the page, out of what was said. */
export function saidPage({ said }: Running): URL {
  const url = /^ {2}(https:\S+)$/m.exec(said.join('\n'))?.[1];
  return new URL(url ?? expect.fail('no address was said'));
}
