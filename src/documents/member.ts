import * as z from 'zod';
import { email, externalId, memberId, timestamp } from './scalars.ts';
import { memberStatus } from './team.ts';

const moment = timestamp.nullable();

const fields = {
  email,
  memberId,
  externalId,
  status: memberStatus,
  name: z.string().nullable().describe('Given name and surname; null where neither is known.'),
  groups: z
    .array(z.string())
    .nullable()
    .describe(
      'Names of Dropbox groups, sorted, that of everybody left out; null where they could not be read.',
    ),
  role: z.string().describe('Name of the admin role, member for none.'),
};

const member = z.strictObject(fields).meta({ id: 'MemberView', description: 'A member of the team.' });

/** Who is on the team. */
export const memberList = z
  .strictObject({ members: z.array(member).describe('By e-mail.') })
  .meta({ id: 'MemberList', description: 'Who is on the team.' });

const details = z
  .strictObject({
    ...fields,
    secondaryEmails: z.array(z.string()),
    emailVerified: z.boolean(),
    membership: z.enum(['full', 'limited']).describe('limited members hold no licence.'),
    invitedOn: moment,
    joinedOn: moment,
    suspendedOn: moment,
    recoverable: z.boolean().describe('Removed so lately that Dropbox can bring the account back.'),
  })
  .meta({ id: 'MemberDetails', description: 'Everything that is known of a member.' });

/** One member. */
export const shownMember = z
  .strictObject({ member: details })
  .meta({ id: 'ShownMember', description: 'One member of the team.' });
