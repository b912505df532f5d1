import * as z from 'zod';
import { changeReason } from './codes.ts';
import { facts, impact } from './facts.ts';
import { code, externalId, memberId, sentence, timestamp } from './scalars.ts';

/** Why a change was not made. */
export const changeError = z
  .strictObject({ code, message: sentence })
  .meta({ id: 'ChangeError', description: 'Why a change was not made.' });

/** What became of a change. */
export const changeStatus = z.enum(['planned', 'applied', 'failed', 'skipped', 'unknown']).meta({
  id: 'ChangeStatus',
  description:
    'What became of a change. unknown: it was sent, and nobody knows whether it was done; the next run finds out.',
});

const source = z
  .strictObject({
    line: z.int().nullable().describe('1-based line of the roster; null where no row asks for it.'),
    groups: z.array(z.string()).describe('Groups through which the person is assigned.'),
  })
  .meta({ id: 'ChangeSource', description: 'Where in the roster a change comes from.' });

/** What every change has. */
export const changeBase = {
  id: z.string().describe('ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan.'),
  email: z.string().describe('The address of the roster where the person is listed, else of the account.'),
  memberId: memberId.nullable(),
  externalId,
  name: z.string().nullable().describe('Given name and surname; null where neither is known.'),
  reason: changeReason,
  explanation: sentence,
  source,
  before: facts.nullable(),
  after: facts.nullable(),
  seats: z.literal([-1, 0, 1]).describe('Licences that it takes (1), frees (-1) or leaves alone (0).'),
  reversibleUntil: timestamp
    .nullable()
    .describe(
      'RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can.',
    ),
  impact: impact.exactOptional(),
  status: changeStatus,
  error: changeError.nullable(),
};

const always = z.literal(true).exactOptional();

/** Options of what takes a licence. */
export const seatOptions = {
  waitsForSeat: always.describe('Applied once a removal of the same plan has freed a licence.'),
  buysSeat: always.describe('No licence is free for it, and safety.allowPurchase is on.'),
};
