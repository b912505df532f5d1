import * as z from 'zod';

/** What the webhook gets. */
export const notification = z
  .strictObject({ text: z.string().max(3000).describe('Plain English, for people; its words may change.') })
  .meta({ description: 'What the webhook of TEAMSYNC_WEBHOOK_URL gets after a run.' });
