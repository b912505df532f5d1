import * as z from 'zod';
import { action, BLOCKED_CODES, KEPT_CODES } from './codes.ts';
import { sentence, timestamp } from './scalars.ts';

const fields = {
  action,
  email: z.string(),
  group: z.string().exactOptional().describe('The Dropbox group that it is about, for actions on groups.'),
  message: sentence,
  until: timestamp
    .nullable()
    .describe('RFC 3339, UTC: from then on it is possible; null where no date is known.'),
};

const blockedCode = z
  .enum(BLOCKED_CODES)
  .meta({ id: 'BlockedCode', description: 'Why something that is wanted cannot be had now.' });
const keptCode = z
  .enum(KEPT_CODES)
  .meta({ id: 'KeptCode', description: 'Why somebody is deliberately left alone.' });

/** Something that is wanted and cannot be had now. */
export const blocked = z
  .strictObject({ ...fields, code: blockedCode })
  .meta({ id: 'Blocked', description: 'Something that is wanted and cannot be had now.' });

/** Something that is deliberately not done. */
export const kept = z
  .strictObject({ ...fields, code: keptCode })
  .meta({ id: 'Kept', description: 'Something that is deliberately not done.' });
