import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as z from 'zod';

/** Whether a call is carried out although its answer does not show it. */
export const applied = z.boolean();

/** A whole number of polls or readings. */
export const polls = z.number().int().min(0);

/** True for names and values that can stand in the head of an answer. */
export function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}

/** A row of the table: the fields of one kind, and the routes on which it means something (`undefined`: all). */
export interface EffectRow<K extends string, F extends z.ZodRawShape> {
  routes: readonly string[] | undefined;
  schema: z.ZodType<{ kind: K } & z.output<z.ZodObject<F, z.core.$strict>>>;
}

/** Makes a row of the table; the fields are all that a rule of this kind may have. */
export function row<K extends string, F extends z.ZodRawShape>(
  kind: K,
  fields: F,
  routes?: readonly string[],
): EffectRow<K, F> {
  return { routes, schema: z.strictObject(fields).transform((effect) => ({ kind, ...effect })) };
}
