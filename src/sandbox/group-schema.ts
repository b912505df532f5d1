import * as z from 'zod';

/** Who may manage a group, as Dropbox names it. */
export const MANAGEMENT_TAGS = ['user_managed', 'company_managed', 'system_managed'] as const;

/** What somebody is in a group, as Dropbox names it. */
export const ACCESS_TAGS = ['member', 'owner'] as const;

const membership = z.strictObject({ memberId: z.string(), access: z.enum(ACCESS_TAGS) });

/** A group of the team; a deleted one is kept, so that it can be told from one that never was. */
export const groupSchema = z.strictObject({
  groupId: z.string(),
  name: z.string(),
  externalId: z.string().nullable(),
  management: z.enum(MANAGEMENT_TAGS),
  /** In the order in which they came in; only people on the team. */
  members: z.array(membership),
  createdOn: z.iso.datetime(),
  deleted: z.boolean(),
});

export type SandboxGroup = z.infer<typeof groupSchema>;
export type Access = (typeof ACCESS_TAGS)[number];
