import { checkAuthorization, checkScope, readArgument } from './checks.ts';
import { askedFor } from './asked.ts';
import { carryOut } from './carry-out.ts';
import { callError, routeError } from './replies.ts';
import { findRoute } from './route-table.ts';
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
  const logged = world.store.count(path, route.access === 'write');
  const checked = checkAuthorization(path, request.headers.authorization, team);
  if ('refusal' in checked) return send(checked.refusal);
  const { bearer } = checked;
  const refusal = checkScope(route, team.state.credentials, bearer);
  if (refusal !== null) return send(refusal);
  const read = readArgument(route, request.headers, request.body);
  if ('refusal' in read) return send(read.refusal);
  const prepared = route.prepare(read.argument);
  if ('problem' in prepared) return send(callError(path, `request body: ${prepared.problem}`));
  const who = route.access === 'write' ? askedFor(read.argument) : undefined;
  if (who !== undefined) logged.who = who;
  const effect = world.faults.strike(path, team.now().getTime());
  logged.struck = effect?.kind ?? null;
  const { run } = prepared;
  const place = { store: world.store, team };
  const carriedOut = carryOut(place, route, logged, (met) => run({ team, bearer, effect: met }));
  return strike(effect, carriedOut, routeError);
}
