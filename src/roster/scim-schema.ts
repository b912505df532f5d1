import * as z from 'zod';

import { readExternalId, readName, readPlain } from './fields.ts';
import { optionalText } from './json-schema.ts';

const TRUTH = 'expected true or false';

/** Some directories write truth values in quotes. */
const truth = z
  .union([z.boolean(), z.string().regex(/^(?:true|false)$/i, TRUTH)], TRUTH)
  .transform((value) => String(value).toLowerCase() === 'true');

const email = z.object(
  {
    value: z.string('expected an e-mail address in double quotes').nullish(),
    type: z.string('expected text such as "work"').nullish(),
    primary: truth.nullish(),
  },
  'expected an address, such as { "value": "ana@example.com", "primary": true }',
);

const group = z.object(
  { display: optionalText(readPlain) },
  'expected a group, such as { "display": "Design" }',
);

/** What is read of a user of SCIM 2.0 (RFC 7643, section 4.1); all other attributes are left alone. */
export const scimUserSchema = z.object(
  {
    userName: z.string('expected text in double quotes').nullish(),
    name: z
      .object(
        { givenName: optionalText(readName), familyName: optionalText(readName) },
        'expected a name, such as { "givenName": "Ana", "familyName": "López" }',
      )
      .nullish(),
    active: truth.nullish(),
    emails: z.array(email, 'expected a list of addresses').nullish(),
    externalId: optionalText(readExternalId),
    groups: z.array(group, 'expected a list of groups').nullish(),
  },
  'expected a SCIM user, such as { "userName": "ana@example.com" }',
);

export type ScimUser = z.output<typeof scimUserSchema>;

/** One page of a listing (RFC 7644, section 3.4.2). */
export const scimListSchema = z.object({
  totalResults: z.number().nullish(),
  Resources: z.array(z.unknown()),
});
