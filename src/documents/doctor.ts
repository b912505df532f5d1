import * as z from 'zod';
import { sentence } from './scalars.ts';

const check = z
  .strictObject({
    name: z.string().describe('Such as login; docs/runs.md lists them.'),
    status: z.enum(['ok', 'warning', 'failed']),
    message: sentence,
    hint: sentence.nullable().describe('What to do about it; null where nothing has to be done.'),
  })
  .meta({ id: 'Check', description: 'Something that was checked.' });

/** What doctor found. */
export const diagnosis = z
  .strictObject({ checks: z.array(check) })
  .meta({ id: 'Diagnosis', description: 'Everything that was checked, also where a check failed.' });
