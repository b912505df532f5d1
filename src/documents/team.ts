import * as z from 'zod';
import { count } from './scalars.ts';

/** Which team a document is about. */
export const teamId = z.string().describe('Id of the team at Dropbox (dbtid:…).');

/** Seats of a team. */
export const licences = z
  .strictObject({
    licensed: count.describe('Seats that the team owns.'),
    used: count.describe('Seats taken by active, invited and suspended members.'),
    free: count.describe('licensed - used, never below 0.'),
  })
  .meta({ id: 'Licences', description: 'Seats of a team.' });

/** How an account of a team is. */
export const memberStatus = z.enum(['active', 'invited', 'suspended', 'removed']);

/** What a roster wants for a person. */
export const wanted = z.enum(['active', 'suspended', 'unassigned']);

/** How a roster is written. */
export const rosterFormat = z.enum(['csv', 'json', 'ndjson', 'scim', 'xlsx']);
