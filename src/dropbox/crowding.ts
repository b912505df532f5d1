import * as z from 'zod';

/** Dropbox's tag for writes that got into each other's way; nothing of such a request was done. */
const TOO_MANY_WRITES = 'too_many_write_operations';

/** Longer answers are listings, in which the word may be somebody's name. */
const LONGEST_VERDICT = 20_000;

const refusal = z.object({
  error: z.object({
    '.tag': z.string().optional(),
    reason: z.object({ '.tag': z.string() }).optional(),
  }),
});

/** True for an answer that says to try again later, in either form that Dropbox has for it. */
export function isThrottled(status: number, body: string): boolean {
  return status === 429 || (status === 409 && isCrowded(body) && isTooManyWrites(body));
}

/** True for an answer, such as that of a job, in which something failed because there were too many writes at once. */
export function isCrowded(body: string): boolean {
  return body.length <= LONGEST_VERDICT && body.includes(TOO_MANY_WRITES);
}

function isTooManyWrites(body: string): boolean {
  try {
    const { data } = refusal.safeParse(JSON.parse(body));
    return data !== undefined && [data.error['.tag'], data.error.reason?.['.tag']].includes(TOO_MANY_WRITES);
  } catch {
    return false;
  }
}
