import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Rig } from '../helpers.ts';

export const CALLBACK = 'http://127.0.0.1:8765/callback';

export type Fields = Record<string, string>;
export type Changes = Record<string, string | undefined>;

/** The same fields without these. */
export function without(fields: Fields, ...names: string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** A fresh verifier and its challenge. */
export function newPkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What a public client asks for; a field set to `undefined` is left out. */
export function askedBy({ sandbox }: Rig, challenge: string, changes: Changes = {}): URLSearchParams {
  const asked: Changes = {
    client_id: sandbox.appKey,
    response_type: 'code',
    redirect_uri: CALLBACK,
    state: 'the-state',
    scope: 'team_info.read members.read',
    token_access_type: 'offline',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(asked).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(given);
}

export interface Decided {
  status: number;
  headers: Headers;
  html: string;
  /** Where the browser is sent, or `null`. */
  to: URL | null;
}

/** Presses a button of the page that these parameters show. */
export async function decide(rig: Rig, asked: URLSearchParams, decision = 'allow'): Promise<Decided> {
  const body = new URLSearchParams([...asked, ['decision', decision]]);
  const { status, headers, text } = await rig.send('/oauth2/authorize', {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  const location = headers.get('location');
  return { status, headers, html: text, to: location === null ? null : new URL(location) };
}

/** The code that pressing Allow brings back. */
export async function allowedCode(rig: Rig, asked: URLSearchParams): Promise<string> {
  const { to, html } = await decide(rig, asked);
  const code = to === null ? /<code id="code">([^<]+)</.exec(html)?.[1] : to.searchParams.get('code');
  if (code === null || code === undefined) throw new Error(`no code in ${html}`);
  return code;
}

const answerSchema = z.record(z.string(), z.unknown());

export interface TokenAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** One request to the token endpoint. */
export async function askToken(rig: Rig, form: Fields, headers: Fields = {}): Promise<TokenAnswer> {
  const init = { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' as const };
  const { status, text, headers: answered } = await rig.send('/oauth2/token', init);
  return { status, headers: answered, body: text === '' ? {} : answerSchema.parse(JSON.parse(text)) };
}

/** The form that exchanges a code as a public client does. */
export function exchangeForm({ sandbox }: Rig, code: string, verifier: string): Fields {
  return {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    client_id: sandbox.appKey,
    redirect_uri: CALLBACK,
  };
}

/** The form that refreshes as a public client does. */
export function refreshForm({ sandbox }: Rig, refreshToken: string): Fields {
  return { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: sandbox.appKey };
}

const tokensSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().default('none'),
});

export interface LoggedIn {
  accessToken: string;
  refreshToken: string;
  code: string;
}

/** Goes all the way from the page to the tokens. */
export async function logIn(rig: Rig, changes: Changes = {}): Promise<LoggedIn> {
  const { verifier, challenge } = newPkce();
  const code = await allowedCode(rig, askedBy(rig, challenge, changes));
  const { body } = await askToken(rig, exchangeForm(rig, code, verifier));
  const { access_token: accessToken, refresh_token: refreshToken } = tokensSchema.parse(body);
  return { accessToken, refreshToken, code };
}

/** A fresh access token of this refresh token. */
export async function refreshed(rig: Rig, refreshToken: string): Promise<string> {
  const { body } = await askToken(rig, refreshForm(rig, refreshToken));
  return tokensSchema.parse(body).access_token;
}

/** Calls a route without an argument under this token, and tells `200` or the tag of the refusal. */
export async function callAs(rig: Rig, token: string, route = 'team/get_info'): Promise<unknown> {
  const { status, text } = await rig.post(route, null, { authorization: `Bearer ${token}` });
  if (status === 200) return status;
  return z.object({ error: z.object({ '.tag': z.string() }) }).parse(JSON.parse(text)).error['.tag'];
}

/** For an app that uses no PKCE. */
export const NO_PKCE: Changes = { code_challenge: undefined, code_challenge_method: undefined };

/** A form with a fresh code, and what was asked for it. */
export async function freshForm(rig: Rig, changes: Changes = {}): Promise<Fields> {
  const { verifier, challenge } = newPkce();
  return exchangeForm(rig, await allowedCode(rig, askedBy(rig, challenge, changes)), verifier);
}

/** The form of an app that has a secret and uses no PKCE. */
export async function secretForm(rig: Rig): Promise<Fields> {
  const form = without(await freshForm(rig, NO_PKCE), 'code_verifier');
  return { ...form, client_secret: rig.sandbox.appSecret };
}

/** Status and body of an answer of the token endpoint. */
export async function answersOf(rig: Rig, form: Fields, headers: Fields = {}): Promise<unknown[]> {
  const { status, body } = await askToken(rig, form, headers);
  return [status, body];
}

/** What an app gets that shows neither a secret nor a verifier. */
export const NO_AUTH = {
  error: 'invalid_request',
  error_description: 'No auth function available for given request',
};

/** What somebody else than the app gets. */
export const BAD_CLIENT = { error: 'invalid_client: Invalid client_id or client_secret' };
