import * as z from 'zod';
import { countersSchema } from './counter-schema.ts';
import { ACCESS_TAGS, groupSchema } from './group-schema.ts';
import { jobSchema } from './job-schema.ts';
import { codeSchema, grantSchema } from './oauth/schema.ts';
import { DEFAULT_REDIRECT_URIS } from './oauth/redirect-uri.ts';
import { ROLE_TAGS } from './roles.ts';
import { SCOPES } from './scopes.ts';

/** Version of the team file; a file of any other version is refused. */
export const STATE_VERSION = 1;

/** How Dropbox may bring a recovered member back: nobody has said. */
export const RECOVER_STATUSES = ['previous', 'active', 'suspended'] as const;

const time = z.iso.datetime();

const removal = z.strictObject({
  removedOn: time,
  previousStatus: z.enum(['active', 'suspended']),
  /** Files transferred or deleted, account kept, or never joined: no way back, whatever the clock says. */
  forfeited: z.boolean(),
  /** Turned into a personal account. */
  disconnected: z.boolean(),
  /** What became of their files; somebody who never joined or kept the account leaves none. */
  files: z.enum(['kept', 'transferred', 'deleted', 'none']).default('kept'),
  /** The groups they were in. */
  groups: z.array(z.strictObject({ groupId: z.string(), access: z.enum(ACCESS_TAGS) })).default(() => []),
});

const member = z.strictObject({
  memberId: z.string(),
  accountId: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  secondaryEmails: z.array(z.strictObject({ email: z.string(), verified: z.boolean() })),
  externalId: z.string().nullable(),
  givenName: z.string(),
  surname: z.string(),
  status: z.enum(['active', 'invited', 'suspended', 'removed']),
  membership: z.enum(['full', 'limited']),
  roles: z.array(z.enum(ROLE_TAGS)),
  invitedOn: time.nullable(),
  joinedOn: time.nullable(),
  suspendedOn: time.nullable(),
  /** Set exactly while `status` is `removed`. */
  removal: removal.nullable(),
  directoryRestricted: z.boolean().nullable(),
  legalHold: z.boolean(),
  acceptedTerms: z.boolean(),
  folderId: z.string(),
});

/** Shape of the whole team, as it lies in the team file. */
export const stateSchema = z.strictObject({
  version: z.literal(STATE_VERSION),
  credentials: z.strictObject({
    appKey: z.string(),
    /** `null` in a team file from before the sandbox had one. */
    appSecret: z.string().nullable().default(null),
    /** Registered for the app, compared character for character. */
    redirectUris: z.array(z.string()).default(() => [...DEFAULT_REDIRECT_URIS]),
    /** The token that a new team comes with. */
    accessToken: z.string(),
    token: z.enum(['valid', 'expired', 'revoked']),
    scopes: z.array(z.enum(SCOPES)),
    appScopes: z.array(z.enum(SCOPES)),
    cursorSecret: z.string(),
  }),
  clockOffsetMs: z.number(),
  team: z.strictObject({
    id: z.string(),
    name: z.string(),
    licences: z.number(),
    /** Who authorized the token; `null` when Dropbox has no record of it. */
    adminId: z.string().nullable(),
    everyoneGroupId: z.string(),
    rootFolderId: z.string(),
    externalSharing: z.boolean(),
    directoryRestriction: z.boolean(),
    /** Addresses of people who belong to another team. */
    onOtherTeams: z.array(z.string()),
    /** False: of a list of people that is refused, those whom nothing speaks against are dealt with all the same. */
    groupsAtomic: z.boolean().default(true),
    /** Whether a recovered member is back in their groups. */
    recoverGroups: z.boolean().default(false),
    /** How a recovered member comes back. */
    recoverStatus: z.enum(RECOVER_STATUSES).default('previous'),
    /** Whether somebody who has not joined yet can be given a role. */
    rolesForInvited: z.boolean().default(true),
  }),
  members: z.array(member),
  groups: z.array(groupSchema).default(() => []),
  jobs: z.array(jobSchema),
  grants: z.array(grantSchema).default(() => []),
  codes: z.array(codeSchema).default(() => []),
  counters: countersSchema,
});

export type RecoverStatus = (typeof RECOVER_STATUSES)[number];
export type TeamState = z.infer<typeof stateSchema>;
export type Credentials = TeamState['credentials'];
export type SandboxMember = z.infer<typeof member>;
