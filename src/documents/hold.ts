import * as z from 'zod';
import { email, timestamp } from './scalars.ts';

const hold = z
  .strictObject({
    email,
    since: timestamp,
    until: timestamp.nullable().describe('RFC 3339, UTC; null: until it is removed.'),
    why: z.string(),
  })
  .meta({ id: 'Hold', description: 'Somebody whom no run may touch.' });

/** Whom no run may touch now. */
export const holdList = z
  .strictObject({ holds: z.array(hold).describe('By e-mail.') })
  .meta({ id: 'HoldList', description: 'Whom no run may touch now.' });
