import * as z from 'zod';
import { planContentSchema } from '../state/plan-file.ts';
import { action } from './codes.ts';
import { settings } from './settings.ts';

/** A plan as it lies in a file. */
export const planFile = planContentSchema()
  .extend({
    settings,
    changes: z
      .array(z.looseObject({ id: z.string(), action, email: z.string() }))
      .describe('As in the data of a run, without status and error.'),
    seal: z.string().describe('Hex SHA-256 over all that comes before it.'),
  })
  .meta({ description: 'A plan that was written with --out. A file that was altered is refused.' });
