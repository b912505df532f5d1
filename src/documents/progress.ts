import * as z from 'zod';
import { count, timestamp } from './scalars.ts';

const head = {
  at: timestamp,
  step: z.string().describe('Plain English, for people; the same in all events of a step.'),
};

/** One line of `--progress json`. */
export const progressEvent = z
  .discriminatedUnion('event', [
    z.strictObject({ event: z.literal('begin'), ...head }),
    z.strictObject({
      event: z.literal('progress'),
      ...head,
      done: count.describe('Changes of which the end is known.'),
      total: count,
    }),
    z.strictObject({ event: z.literal('end'), ...head }),
  ])
  .meta({ description: 'One line of --progress json: a step begins, gets on, or is over.' });
