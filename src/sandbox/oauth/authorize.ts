import type { LoggedCall } from '../call-log.ts';
import type { FaultEffect } from '../fault-effects.ts';
import { newAuthorizationCode } from '../ids.ts';
import { textReply, type Reply } from '../replies.ts';
import { send } from '../strike.ts';
import type { Team } from '../live-team.ts';
import type { Delivery, HttpRequest, World } from '../world.ts';
import { readAuthorizeRequest, type AuthorizeRequest } from './authorize-request.ts';
import { callbackUrl } from './callback.ts';
import { codePage, consentPage, deniedPage, PRIVATE_HEADERS, problemPage } from './pages.ts';
import { readParameters } from './parameters.ts';
import { AUTHORIZE_ROUTE } from './paths.ts';

/** Dropbox does not say how long a code is good for; RFC 6749 recommends ten minutes at most. */
const CODE_LIFETIME_MS = 600_000;

/** Codes that nobody comes for must not make the team file grow for ever. */
const MAX_CODES = 50;

type AuthorizeFault = Extract<FaultEffect, { kind: 'authorize' }>;

/** Answers the authorization page: asked with GET, decided with POST. */
export function answerAuthorize(world: World, request: HttpRequest): Delivery {
  const { method } = request;
  if (method !== 'GET' && method !== 'POST') {
    return send({ ...textReply(405, `Bad HTTP method "${method}".`), headers: { Allow: 'GET, POST' } });
  }
  const logged = world.store.count(AUTHORIZE_ROUTE, false);
  const parameters = readParameters(request);
  if ('problem' in parameters) return send(problemPage(`Invalid request: ${parameters.problem}.`));
  const team = world.store.current();
  const { credentials } = team.state;
  const registered = [...credentials.redirectUris, ...world.redirectUris];
  const asked = readAuthorizeRequest(parameters, credentials, registered);
  if ('problem' in asked) return send(problemPage(asked.problem));
  if (method === 'GET') {
    const app = { appKey: credentials.appKey, teamName: team.state.team.name, scopes: asked.scopes };
    return send(consentPage(app, parameters));
  }
  switch (parameters.get('decision')) {
    case 'allow':
      return allow(world, team, asked, logged);
    case 'deny':
      return send(denied(asked));
    default:
      return send(problemPage('Invalid request: neither Allow nor Deny was chosen.'));
  }
}

function allow(world: World, team: Team, asked: AuthorizeRequest, logged: LoggedCall): Delivery {
  const struck = world.faults.strike(AUTHORIZE_ROUTE, team.now().getTime());
  logged.struck = struck?.kind ?? null;
  const fault: AuthorizeFault | null = struck?.kind === 'authorize' ? struck : null;
  const twist = fault?.authorize ?? 'allow';
  const reply = twist === 'deny' ? denied(asked) : allowed(world, team, asked, twist);
  const target = reply.headers?.['Location'] ?? null;
  return {
    how: 'send',
    reply,
    prelude: { delayMs: fault?.delayMs ?? 0, knock: twist === 'double' ? target : null },
  };
}

function allowed(
  { store }: World,
  team: Team,
  asked: AuthorizeRequest,
  twist: AuthorizeFault['authorize'],
): Reply {
  const issued = issueCode(team, asked);
  store.save();
  const code = twist === 'no_code' ? null : issued;
  if (asked.redirectUri === null) return codePage(code);
  // Any fresh code is a state that nobody sent.
  const state = twist === 'wrong_state' ? newAuthorizationCode() : asked.state;
  return redirect(callbackUrl(asked.redirectUri, { code, state }));
}

function denied({ redirectUri, state }: AuthorizeRequest): Reply {
  if (redirectUri === null) return deniedPage();
  const reason = 'The user chose not to give your app access to their Dropbox account.';
  return redirect(callbackUrl(redirectUri, { error: 'access_denied', error_description: reason, state }));
}

function redirect(location: string): Reply {
  return { status: 302, contentType: null, body: '', headers: { ...PRIVATE_HEADERS, Location: location } };
}

function issueCode(team: Team, { scopes, offline, redirectUri, codeChallenge }: AuthorizeRequest): string {
  const code = newAuthorizationCode();
  const expiresAt = new Date(team.now().getTime() + CODE_LIFETIME_MS).toISOString();
  const living = team.state.codes.filter((other) => Date.parse(other.expiresAt) > team.now().getTime());
  team.state.codes = [
    ...living.slice(1 - MAX_CODES),
    { code, scopes, offline, redirectUri, codeChallenge, expiresAt },
  ];
  return code;
}
