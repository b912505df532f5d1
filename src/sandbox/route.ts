import type { z } from 'zod';
import type { FaultEffect } from './fault-effects.ts';
import type { Bearer } from './oauth/grants.ts';
import { jsonReply, routeError, RouteRefusal, type Reply } from './replies.ts';
import type { Scope } from './scopes.ts';
import type { Team } from './live-team.ts';
import { stoneProblem } from './validate.ts';

/** What a route works with. */
export interface Call {
  team: Team;
  bearer: Bearer;
  /** A fault that the route itself has to act out. */
  effect: FaultEffect | null;
}

/** An API method as the server sees it: its argument is checked first, and carried out only then. */
export interface Route {
  /** Under `/2/`. */
  path: string;
  /** `null` where any good token will do. */
  scope: Scope | null;
  /** `record` may change what is known of a job or a token, but nothing of the team itself. */
  access: 'read' | 'record' | 'write';
  takesArgument: boolean;
  /** Checks an argument; gives what is wrong with it, or how to carry the call out. */
  prepare(argument: unknown): { problem: string } | { run: (call: Call) => Reply };
}

interface RouteDefinition {
  path: string;
  scope: Route['scope'];
  access: Route['access'];
}

function answer(result: () => unknown): Reply {
  try {
    return jsonReply(200, result());
  } catch (error) {
    if (error instanceof RouteRefusal) return routeError(error.tag, error.names);
    throw error;
  }
}

/** A route whose argument is a struct or a union; void results are `null`. */
export function defineRoute<S extends z.ZodType>(
  definition: RouteDefinition & { argument: S; run: (call: Call, argument: z.output<S>) => unknown },
): Route {
  const { argument: schema, run, ...rest } = definition;
  return {
    ...rest,
    takesArgument: true,
    prepare(argument) {
      const parsed = schema.safeParse(argument);
      if (!parsed.success) return { problem: stoneProblem(parsed.error, argument) };
      return { run: (call) => answer(() => run(call, parsed.data)) };
    },
  };
}

/** A route that takes no argument. */
export function defineBareRoute(definition: RouteDefinition & { run: (call: Call) => unknown }): Route {
  const { run, ...rest } = definition;
  return {
    ...rest,
    takesArgument: false,
    prepare(argument) {
      if (argument !== null) return { problem: 'expected null, got value' };
      return { run: (call) => answer(() => run(call)) };
    },
  };
}
