import * as z from 'zod';
import { row } from './effect-row.ts';
import { ANSWER_EFFECTS } from './effects-of-answers.ts';
import { WORK_EFFECTS } from './effects-of-work.ts';
import { AUTHORIZE_ROUTE } from './oauth/paths.ts';
import { listProblems } from './seed-file.ts';

const MAX_DELAY_MS = 600_000;

const delayMs = z.number().int().min(0).max(MAX_DELAY_MS);

const EFFECTS = {
  ...ANSWER_EFFECTS,
  ...WORK_EFFECTS,
  /** Nothing but the delay that every kind can have. */
  delayMs: row('delayMs', { delayMs }),
};

type Effects = typeof EFFECTS;
export type FaultKind = keyof Effects;

/** What a fault does, told apart by `kind`; what comes of it comes so much later. */
export type FaultEffect = z.infer<Effects[FaultKind]['schema']> & { delayMs?: number };

const modifiers = z.object({ delayMs: delayMs.optional() });

/** All kinds, in the order of the table. */
export const FAULT_KINDS: readonly string[] = Object.keys(EFFECTS);

/** True when this kind of fault can happen on this route; a page for people has faults of its own only. */
export function happensOn(kind: FaultKind, route: string): boolean {
  return EFFECTS[kind].routes?.includes(route) ?? route !== AUTHORIZE_ROUTE;
}

/** The kind that these fields name, or `undefined` when they name none or several. */
export function kindNamed(fields: object): FaultKind | undefined {
  const named = Object.keys(fields).filter((key): key is FaultKind => Object.hasOwn(EFFECTS, key));
  const kinds = named.length > 1 ? named.filter((kind) => kind !== 'delayMs') : named;
  return kinds.length === 1 ? kinds[0] : undefined;
}

/** What cannot be said by the shape of the fields alone. */
function contradictions(effect: FaultEffect, fields: object): string[] {
  if (effect.kind === 'job' && effect.job === 'stuck' && effect.polls > 0) {
    return ['polls: a job that is "stuck" never ends, however often it is polled'];
  }
  if (effect.kind === 'throttle' && effect.throttle === 'empty') {
    return ['retryAfter', 'reason']
      .filter((key) => Object.hasOwn(fields, key))
      .map((key) => `${key}: "empty" has nowhere to say it`);
  }
  return [];
}

/** Reads the fields of one kind of fault, refusing strangers; `place` is where a problem is said to be. */
export function parseEffect(
  kind: FaultKind,
  fields: object,
  place: string,
): { effect: FaultEffect } | { problems: string[] } {
  const ofRule = kind === 'delayMs' ? {} : fields;
  const modified = modifiers.safeParse(ofRule);
  const own = Object.entries(fields).filter(([key]) => kind === 'delayMs' || key !== 'delayMs');
  const schema: z.ZodType<FaultEffect> = EFFECTS[kind].schema;
  const read = schema.safeParse(Object.fromEntries(own));
  const problems = [read, modified].flatMap(({ error }) =>
    error === undefined ? [] : listProblems(error, place),
  );
  if (!read.success || !modified.success) return { problems };
  const contradicting = contradictions(read.data, fields).map((problem) => `${place}.${problem}`);
  if (contradicting.length > 0) return { problems: contradicting };
  const later = modified.data.delayMs;
  return { effect: later === undefined ? read.data : { ...read.data, delayMs: later } };
}
