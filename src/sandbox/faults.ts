import { z } from 'zod';
import { drawnAt, seedAt } from './chance.ts';
import { FAULT_KINDS, happensOn, kindNamed, parseEffect, type FaultEffect } from './fault-effects.ts';
import { covers, readTarget, TARGET_FIELDS, targetProblem, type FaultTarget } from './fault-targets.ts';
import { listProblems } from './seed-file.ts';
import { parseJson, SandboxInputError } from './seed.ts';

interface Timing {
  /** The first call (1 for the next one) that can be struck. */
  nth: number;
  /** How many calls are struck at most; 0 for any number. */
  times: number;
  /** How likely each of these calls is to be struck; left out, all are. */
  probability?: number;
  /** Where the draws begin: the same seed and the same calls give the same faults. */
  seed?: number;
}

/** When a fault strikes, and what it does. */
export type FaultRule = FaultTarget & Timing & { effect: FaultEffect };

/** A rule with what it has seen so far. */
export type ArmedFault = FaultRule & { calls: number; struck: number };

const DEFAULT_SEED = 1;

const timingSchema = z.object({
  nth: z.number().int().min(1).default(1),
  times: z.number().int().min(0).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
});

const FIELDS_OF_RULES = [...TARGET_FIELDS, ...Object.keys(timingSchema.shape)];

function readTiming(value: object, place: string): Timing | { problems: string[] } {
  const read = timingSchema.safeParse(value);
  if (!read.success) return { problems: listProblems(read.error, place) };
  const { nth, times, probability, seed } = read.data;
  if (probability !== undefined) {
    return { nth, times: times ?? 0, probability, seed: seed ?? DEFAULT_SEED };
  }
  if (seed !== undefined) return { problems: [`${place}.seed: only with "probability"`] };
  return { nth, times: times ?? 1 };
}

function parseRule(value: unknown, place: string): FaultRule | { problems: string[] } {
  if (typeof value !== 'object' || value === null) return { problems: [`${place}: a rule is an object`] };
  const target = readTarget(value, place);
  if ('problems' in target) return target;
  const timing = readTiming(value, place);
  if ('problems' in timing) return timing;
  const fields = Object.fromEntries(Object.entries(value).filter(([key]) => !FIELDS_OF_RULES.includes(key)));
  const kind = kindNamed(fields);
  if (kind === undefined) {
    return { problems: [`${place}: exactly one of ${FAULT_KINDS.join(', ')} is needed`] };
  }
  const read = parseEffect(kind, fields, place);
  if ('problems' in read) return read;
  const problem = targetProblem(target, kind, place);
  return problem === undefined ? { ...target, ...timing, effect: read.effect } : { problems: [problem] };
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

/** Whether the call that was counted last is one to be struck. */
function isDue({ calls, struck, nth, times, probability, seed }: ArmedFault, place: number): boolean {
  if (calls < nth || (times !== 0 && struck >= times)) return false;
  return probability === undefined || drawnAt(seedAt(seed ?? DEFAULT_SEED, place), calls) < probability;
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
    for (const [place, rule] of this.#armed.entries()) {
      if (!covers(rule, route) || !happensOn(rule.effect.kind, route)) continue;
      rule.calls += 1;
      if (effect !== null || !isDue(rule, place)) continue;
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
