import * as z from 'zod';
import { runId, sentence, timestamp } from './scalars.ts';

/** Whether a schedule is healthy. */
export const health = z
  .strictObject({
    healthy: z.boolean(),
    lastGoodRun: z.strictObject({ runId, at: timestamp }).nullable(),
    ageSeconds: z.int().nullable().describe('Since the last good run began.'),
    reason: sentence.nullable().describe('null where it is healthy.'),
  })
  .meta({ id: 'Health', description: 'Whether the runs of a schedule still end well.' });
