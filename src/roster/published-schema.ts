import * as z from 'zod';

import { groupSchema, personSchema, type rootParts } from './json-schema.ts';

const { shape } = personSchema;

const address = z.string();

/** People as a JSON roster has them, with what each field means. */
const person = personSchema
  .extend({
    email: address.describe('The address of the person, compared without regard to case.'),
    givenName: shape.givenName.describe('At most 50 characters.'),
    surname: shape.surname.describe('At most 50 characters.'),
    externalId: shape.externalId.describe(
      'The identity that never changes; it wins over the e-mail. At most 64 characters.',
    ),
    status: shape.status.describe(
      'active (default); suspended, inactive, disabled, archived or false; unassigned, deprovisioned, deleted, removed or terminated.',
    ),
    assigned: shape.assigned.describe(
      'Whether the person has Dropbox directly. Without it everybody has, unless there are assigned groups.',
    ),
    groups: z.array(z.string()).nullish().describe('The groups of the person.'),
    transferTo: shape.transferTo.describe('The address of who gets the files when the person leaves.'),
    previousEmail: shape.previousEmail.describe('The address that the person had before.'),
    role: shape.role.describe('The name or id of an admin role, or member for none.'),
    priority: shape.priority.describe('Whoever has the lower number gets a scarce licence first.'),
  })
  .strict();

const group = groupSchema
  .extend({
    name: z.string().describe('The name of the group, unique in the roster.'),
    assigned: groupSchema.shape.assigned.describe('Whether everybody in the group has Dropbox.'),
    members: z.array(address).nullish().describe('Addresses of people in the roster.'),
    groups: z.array(z.string()).nullish().describe('Groups of the roster inside this one.'),
  })
  .strict();

const root = z.strictObject({
  version: z.literal(1),
  assignedGroups: z.array(z.string()).nullish().describe('Names of the groups whose people have Dropbox.'),
  groups: z.array(group).nullish(),
  people: z.array(person),
} satisfies Record<keyof typeof rootParts, z.ZodType>);

/** The JSON Schema of JSON rosters, from the very schemas that read them. */
export function rosterSchema(): object {
  const schema = z.union([root, z.array(person)]).meta({
    title: 'Roster of teamsync',
    description: 'Who should be on a Dropbox team: an object with people and groups, or people alone.',
  });
  return { $id: 'urn:teamsync:schema:1:roster', ...z.toJSONSchema(schema, { io: 'input' }) };
}
