import type { IncomingHttpHeaders } from 'node:http';
import { checkAuthorization, checkScope, readArgument } from './checks.ts';
import { callError, jsonReply, routeError, textReply, type Reply } from './replies.ts';
import type { FaultEffect } from './fault-effects.ts';
import type { Faults } from './faults.ts';
import { findRoute } from './route-table.ts';
import type { Call, Route } from './route.ts';
import type { TeamStore } from './store.ts';
import type { Team } from './team.ts';

/** One HTTP request, read whole. */
export interface HttpRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
}

/** What is done with the connection. */
export type Delivery = { how: 'send' | 'truncate'; reply: Reply } | { how: 'reset' };

/** What a server answers from. */
export interface World {
  store: TeamStore;
  faults: Faults;
}

/** Where the API methods live. */
export const API_PREFIX = '/2/';

const CAPTIVE_PORTAL =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to use this network.</body></html>';

/** Answers a call of the API, after checks that come in a fixed order. */
export function answerApi(world: World, request: HttpRequest): Delivery {
  const path = request.path.slice(API_PREFIX.length);
  if (request.method !== 'POST') {
    return send(callError(path, `Bad HTTP method "${request.method}".  Expecting "POST".`));
  }
  const route = findRoute(path);
  if (route === undefined) return send(callError(path, `Unknown API function: ${request.path}`, 404));
  const team = world.store.current();
  world.store.tally.count(path, route.access === 'write');
  const { credentials } = team.state;
  const refusal =
    checkAuthorization(path, request.headers.authorization, credentials) ?? checkScope(route, credentials);
  if (refusal !== null) return send(refusal);
  const read = readArgument(route, request.headers, request.body);
  if ('refusal' in read) return send(read.refusal);
  const prepared = route.prepare(read.argument);
  if ('problem' in prepared) return send(callError(path, `request body: ${prepared.problem}`));
  return strike(world.faults.strike(path), carryOut(world.store, route, team, prepared.run));
}

function send(reply: Reply): Delivery {
  return { how: 'send', reply };
}

/** The route's own work, saved before anybody hears of it. */
function carryOut(store: TeamStore, { access }: Route, team: Team, run: (call: Call) => Reply) {
  return (effect: FaultEffect | null): Reply => {
    const reply = run({ team, effect });
    if (access !== 'read') store.save();
    return reply;
  };
}

/** Lets a fault have its way; those about listings and jobs are acted out by the route itself. */
function strike(effect: FaultEffect | null, run: (effect: FaultEffect | null) => Reply): Delivery {
  switch (effect?.kind) {
    case 'status':
      if (effect.applied) run(null);
      return send(statusReply(effect));
    case 'html':
      if (effect.applied) run(null);
      return send({ status: 200, contentType: 'text/html; charset=utf-8', body: CAPTIVE_PORTAL });
    case 'drop':
      if (effect.drop === 'after') run(null);
      return { how: 'reset' };
    case 'truncate':
      return { how: 'truncate', reply: run(null) };
    case 'error':
      return send(routeError(effect.error));
    case 'item':
    case 'async':
    case 'job':
    case 'omit':
    case 'duplicate':
    case 'emptyPage':
    case undefined:
      return send(run(effect));
  }
}

function statusReply({
  status,
  headers,
  body,
  contentType,
}: Extract<FaultEffect, { kind: 'status' }>): Reply {
  const reply =
    body === undefined
      ? { status, contentType: null, body: '' }
      : typeof body === 'string'
        ? textReply(status, body)
        : jsonReply(status, body);
  return { ...reply, contentType: contentType ?? reply.contentType, headers };
}
