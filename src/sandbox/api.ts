import { checkAuthorization, checkScope, readArgument } from './checks.ts';
import type { FaultEffect } from './fault-effects.ts';
import { callError, routeError, type Reply } from './replies.ts';
import { findRoute } from './route-table.ts';
import type { Call, Route } from './route.ts';
import type { TeamStore } from './store.ts';
import { send, strike } from './strike.ts';
import type { Delivery, HttpRequest, World } from './world.ts';

/** Where the API methods live. */
export const API_PREFIX = '/2/';

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
  const checked = checkAuthorization(path, request.headers.authorization, team);
  if ('refusal' in checked) return send(checked.refusal);
  const { bearer } = checked;
  const refusal = checkScope(route, team.state.credentials, bearer);
  if (refusal !== null) return send(refusal);
  const read = readArgument(route, request.headers, request.body);
  if ('refusal' in read) return send(read.refusal);
  const prepared = route.prepare(read.argument);
  if ('problem' in prepared) return send(callError(path, `request body: ${prepared.problem}`));
  const { run } = prepared;
  const carriedOut = carryOut(world.store, route, (effect) => run({ team, bearer, effect }));
  return strike(world.faults.strike(path), carriedOut, routeError);
}

/** The route's own work, saved before anybody hears of it. */
function carryOut(store: TeamStore, { access }: Route, run: (effect: Call['effect']) => Reply) {
  return (effect: FaultEffect | null): Reply => {
    const reply = run(effect);
    if (access !== 'read') store.save();
    return reply;
  };
}
