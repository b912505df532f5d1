import * as z from 'zod';
import { memberStatus } from './team.ts';

const text = z.string().exactOptional();

const fields = {
  status: memberStatus.exactOptional(),
  email: text,
  givenName: text,
  surname: text,
  externalId: text,
  role: text.describe('Name of an admin role, member for none.'),
  group: text.describe('Name of a Dropbox group.'),
};

/** The fields of a person that change. */
export const facts = z.strictObject(fields).meta({
  id: 'Facts',
  description: 'The fields of a person that change, under the names of JSON rosters, and the status.',
});

/** The same of a change to a group. */
export const groupFacts = z
  .strictObject({ ...fields, group: z.string() })
  .meta({ id: 'GroupFacts', description: 'What a change to a group is about: at least its name.' });

/** The same of a change to a role. */
export const roleFacts = z
  .strictObject({ ...fields, role: z.string() })
  .meta({ id: 'RoleFacts', description: 'What a change to a role is about: at least its name.' });

/** What goes with an account that is suspended or removed. */
export const impact = z
  .strictObject({
    roles: z.array(z.string()).describe('Names of admin roles.'),
    joinedOn: z.string().nullable().describe('RFC 3339, UTC.'),
    groups: z
      .array(z.string())
      .nullable()
      .describe(
        'Names of Dropbox groups, sorted, that of everybody left out; null where they were not read.',
      ),
    soleMemberOf: z.array(z.string()).describe('Mapped groups in which there is nobody else.'),
  })
  .meta({ id: 'Impact', description: 'What goes with an account that is suspended or removed.' });
