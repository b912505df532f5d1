import * as z from 'zod';
import { happensOn, type FaultKind } from './fault-effects.ts';
import { AUTHORIZE_ROUTE, TOKEN_ROUTE } from './oauth/paths.ts';
import { READ_ROUTES, WRITE_ROUTES } from './route-groups.ts';
import { ROUTE_PATHS } from './route-table.ts';
import { listProblems } from './seed-file.ts';

/** Which calls a rule is about; a rule has exactly one of these. */
export type FaultTarget =
  /** One route, or `*` for every one that programs call. */
  | { route: string }
  /** Every route that can change the team. */
  | { writes: true }
  /** Every route that only tells something, polls of jobs included. */
  | { reads: true };

const ROUTES = [...ROUTE_PATHS, TOKEN_ROUTE, AUTHORIZE_ROUTE];

const targetSchema = z.object({
  route: z.string().optional(),
  writes: z.literal(true).optional(),
  reads: z.literal(true).optional(),
});

/** The fields of a rule that name its target. */
export const TARGET_FIELDS: readonly string[] = Object.keys(targetSchema.shape);

/** Reads which calls a rule is about. */
export function readTarget(value: object, place: string): FaultTarget | { problems: string[] } {
  const read = targetSchema.safeParse(value);
  if (!read.success) return { problems: listProblems(read.error, place) };
  const { route, writes, reads } = read.data;
  const targets: FaultTarget[] = [
    ...(route === undefined ? [] : [{ route }]),
    ...(writes === undefined ? [] : [{ writes }]),
    ...(reads === undefined ? [] : [{ reads }]),
  ];
  const [target] = targets;
  if (target !== undefined && targets.length === 1) return target;
  return { problems: [`${place}.route: exactly one of route, writes, reads is needed`] };
}

/** Why this kind of fault can never happen there, with the place; `undefined` when it can. */
export function targetProblem(target: FaultTarget, kind: FaultKind, place: string): string | undefined {
  if ('writes' in target) return groupProblem('writes', WRITE_ROUTES, kind, place);
  if ('reads' in target) return groupProblem('reads', READ_ROUTES, kind, place);
  const { route } = target;
  if (route === '*') {
    return kind === 'authorize' ? `${place}: "authorize" needs the route "${AUTHORIZE_ROUTE}"` : undefined;
  }
  if (!ROUTES.includes(route)) return `${place}.route: no route "${route}"`;
  return happensOn(kind, route) ? undefined : `${place}: "${kind}" never happens on ${route}`;
}

function groupProblem(
  name: string,
  routes: readonly string[],
  kind: FaultKind,
  place: string,
): string | undefined {
  if (routes.some((route) => happensOn(kind, route))) return undefined;
  return `${place}: "${kind}" never happens on any of the ${name}`;
}

/** True when a call of this route is one of those that the rule is about. */
export function covers(target: FaultTarget, route: string): boolean {
  if ('writes' in target) return WRITE_ROUTES.includes(route);
  if ('reads' in target) return READ_ROUTES.includes(route);
  return target.route === '*' || target.route === route;
}
