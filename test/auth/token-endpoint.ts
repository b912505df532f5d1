import { expect } from 'vitest';
import type { OAuthApp, TokenEndpoint } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import { startFakeDropbox, type FakeDropbox, type Reply } from '../helpers/fake-dropbox.ts';

/** Texts that stand out wherever they must not appear. */
export const ACCESS = 'sl.u.SENTINEL-access_0001';
export const REFRESH = 'SENTINEL-refresh_0001';
export const CODE = 'SENTINEL-code_0001';
export const APP_SECRET = 'SENTINEL-app-secret_0001';

export const APP: OAuthApp = { key: 'abc123def456ghi', secret: null };
export const SECRET_APP: OAuthApp = { ...APP, secret: new Secret(APP_SECRET) };

const PATH = '/oauth2/token';

/** Tokens of a team as Dropbox words them; `undefined` takes a field away. */
export function teamTokens(changes: Record<string, unknown> = {}): Reply {
  return {
    json: {
      access_token: ACCESS,
      token_type: 'bearer',
      expires_in: 14400,
      refresh_token: REFRESH,
      scope: 'members.read team_info.read',
      uid: '',
      team_id: 'dbtid:AAB',
      ...changes,
    },
  };
}

/** The answer to a refresh: another access token and no refresh token. */
export function renewedTokens(access: string, changes: Record<string, unknown> = {}): Reply {
  return teamTokens({ access_token: access, refresh_token: undefined, ...changes });
}

/** A refusal of the token endpoint. */
export function tokenError(error: string, description?: string, status = 400): Reply {
  return { status, json: { error, error_description: description } };
}

export interface RunningEndpoint {
  endpoint: TokenEndpoint;
  fake: FakeDropbox;
  /** What was sent, each in the body of a POST. */
  forms: () => URLSearchParams[];
  /** For every request, whether it was called repeatable. */
  repeatable: boolean[];
}

/** A real token endpoint that answers as told, one after another. */
export async function startTokenEndpoint(...replies: Reply[]): Promise<RunningEndpoint> {
  const fake = await startFakeDropbox({ [PATH]: replies });
  const repeatable: boolean[] = [];
  const send: TokenEndpoint['send'] = async (init, mayRepeat) => {
    repeatable.push(mayRepeat);
    const answer = await fetch(fake.origin + PATH, { ...init, redirect: 'manual' });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    };
  };
  return { endpoint: { origin: fake.origin, send }, fake, forms: () => formsOf(fake), repeatable };
}

/** The forms that reached the token endpoint of a fake; fails when anything stood in the address. */
export function formsOf(fake: FakeDropbox): URLSearchParams[] {
  return fake.to(PATH).map(({ method, url, headers, body }) => {
    expect({ method, url, authorization: headers.authorization }).toEqual({
      method: 'POST',
      url: PATH,
      authorization: undefined,
    });
    expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded\b/);
    return new URLSearchParams(String(body));
  });
}
