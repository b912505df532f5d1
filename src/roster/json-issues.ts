import * as z from 'zod';

import { Fault } from './problem.ts';

/** A value of a JSON file as a problem shows it. */
export function asMet(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return value === undefined ? null : JSON.stringify(value);
}

/** Issues of our own readers carry the code of their fault; all others are values of a wrong type. */
const ISSUE = z.object({ params: z.object({ code: z.string() }) }).catch({ params: { code: 'wrong_type' } });

/** What a schema found wrong with a value. */
export function faultOf(issue: z.core.$ZodIssue): Fault {
  return new Fault(ISSUE.parse(issue).params.code, issue.message);
}
