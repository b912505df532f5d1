import { FAULT_KINDS, happensOn, kindNamed, parseEffect, type FaultEffect } from './fault-effects.ts';
import { covers, readTarget, TARGET_FIELDS, targetProblem, type FaultTarget } from './fault-targets.ts';
import { isDue, readTiming, TIMING_FIELDS, type FaultTiming, type Seen } from './fault-timing.ts';
import { parseJson, SandboxInputError } from './seed.ts';

/** When a fault strikes, and what it does. */
export type FaultRule = FaultTarget & FaultTiming & { effect: FaultEffect };

/** A rule with what it has seen so far. */
export type ArmedFault = FaultRule & Seen;

const FIELDS_OF_RULES = [...TARGET_FIELDS, ...TIMING_FIELDS];

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
  strike(route: string, now: number): FaultEffect | null {
    let effect: FaultEffect | null = null;
    for (const [place, rule] of this.#armed.entries()) {
      if (!covers(rule, route) || !happensOn(rule.effect.kind, route)) continue;
      rule.calls += 1;
      if (effect !== null || !isDue(rule, place, now)) continue;
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
