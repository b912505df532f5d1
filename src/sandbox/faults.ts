import { z } from 'zod';
import { FAULT_KINDS, happensOn, kindNamed, parseEffect, type FaultEffect } from './fault-effects.ts';
import { AUTHORIZE_ROUTE, TOKEN_ROUTE } from './oauth/paths.ts';
import { ROUTE_PATHS } from './route-table.ts';
import { listProblems } from './seed-file.ts';
import { parseJson, SandboxInputError } from './seed.ts';

/** When a fault strikes, and what it does. */
export interface FaultRule {
  /** A route, or `*` for every one that programs call. */
  route: string;
  /** The first call (1 for the next one) that is struck. */
  nth: number;
  /** How many calls are struck; 0 for all that follow. */
  times: number;
  effect: FaultEffect;
}

/** A rule with what it has seen so far. */
export interface ArmedFault extends FaultRule {
  calls: number;
  struck: number;
}

const ROUTES = [...ROUTE_PATHS, TOKEN_ROUTE, AUTHORIZE_ROUTE];

const timing = z.object({
  route: z.string(),
  nth: z.number().int().min(1).default(1),
  times: z.number().int().min(0).default(1),
});

function parseRule(value: unknown, place: string): FaultRule | { problems: string[] } {
  if (typeof value !== 'object' || value === null) return { problems: [`${place}: a rule is an object`] };
  const when = timing.safeParse(value);
  if (!when.success) return { problems: listProblems(when.error, place) };
  const { route, nth, times } = when.data;
  const fields = Object.fromEntries(
    Object.entries(value).filter(([key]) => !Object.hasOwn(timing.shape, key)),
  );
  const kind = kindNamed(fields);
  if (kind === undefined)
    return { problems: [`${place}: exactly one of ${FAULT_KINDS.join(', ')} is needed`] };
  const effect = parseEffect(kind, fields);
  if (!effect.success) return { problems: listProblems(effect.error, place) };
  if (route !== '*' && !ROUTES.includes(route)) return { problems: [`${place}.route: no route "${route}"`] };
  if (route !== '*' && !happensOn(kind, route))
    return { problems: [`${place}: "${kind}" never happens on ${route}`] };
  if (route === '*' && kind === 'authorize')
    return { problems: [`${place}: "authorize" needs the route "${AUTHORIZE_ROUTE}"`] };
  return { route, nth, times, effect: effect.data };
}

/** Checks one rule or a list of rules; throws a `SandboxInputError` with every problem. */
export function checkFaults(value: unknown, fileName: string): FaultRule[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const rules: FaultRule[] = [];
  const problems: string[] = [];
  for (const [index, entry] of list.entries()) {
    const rule = parseRule(entry, `[${String(index)}]`);
    if ('problems' in rule) problems.push(...rule.problems);
    else rules.push(rule);
  }
  if (problems.length > 0) throw new SandboxInputError(fileName, problems);
  return rules;
}

/** The faults that are set, in the order in which they were. */
export class Faults {
  #armed: ArmedFault[] = [];

  add(rules: readonly FaultRule[]): void {
    this.#armed.push(...rules.map((rule) => ({ ...rule, calls: 0, struck: 0 })));
  }

  clear(): void {
    this.#armed = [];
  }

  list(): ArmedFault[] {
    return structuredClone(this.#armed);
  }

  /** Counts a call with every rule that knows its route, and answers with the first that strikes. */
  strike(route: string): FaultEffect | null {
    let effect: FaultEffect | null = null;
    for (const rule of this.#armed) {
      if (rule.route !== '*' && rule.route !== route) continue;
      if (!happensOn(rule.effect.kind, route)) continue;
      rule.calls += 1;
      const due = rule.calls >= rule.nth && (rule.times === 0 || rule.struck < rule.times);
      if (effect !== null || !due) continue;
      rule.struck += 1;
      effect = rule.effect;
    }
    return effect;
  }
}

/** Reads the text of a file of faults; throws a `SandboxInputError` with every problem. */
export function parseFaults(text: string, fileName: string): FaultRule[] {
  return checkFaults(parseJson(text, fileName), fileName);
}
