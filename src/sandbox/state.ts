import { z } from 'zod';
import { codeSchema, grantSchema } from './oauth/schema.ts';
import { DEFAULT_REDIRECT_URIS } from './oauth/redirect-uri.ts';
import { ROLE_TAGS } from './roles.ts';
import { SCOPES } from './scopes.ts';

/** Version of the team file; a file of any other version is refused. */
export const STATE_VERSION = 1;

const time = z.iso.datetime();

const removal = z.strictObject({
  removedOn: time,
  previousStatus: z.enum(['active', 'suspended']),
  /** Files transferred or deleted, account kept, or never joined: no way back, whatever the clock says. */
  forfeited: z.boolean(),
  /** Turned into a personal account. */
  disconnected: z.boolean(),
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

const counters = z.strictObject({
  /** Calls by route, whatever became of them. */
  requests: z.record(z.string(), z.number()),
  /** Calls of routes that can change the team, whatever became of them. */
  writes: z.number(),
  adds: z.number(),
  removals: z.number(),
  suspensions: z.number(),
  unsuspensions: z.number(),
  recoveries: z.number(),
  profileChanges: z.number(),
  roleChanges: z.number(),
  /** Addresses of welcome mails, in order. */
  mailsSent: z.array(z.string()),
  /** Device wipes that were asked for, by default or in so many words. */
  wipesRequested: z.array(z.strictObject({ memberId: z.string(), email: z.string() })),
  /** What was really done to whom, in order: the address of somebody who was added, else the member's id. */
  applied: z.array(z.strictObject({ route: z.string(), who: z.string() })).default(() => []),
});

const newMember = z.strictObject({
  email: z.string(),
  givenName: z.string(),
  surname: z.string(),
  externalId: z.string().nullable(),
  persistentId: z.string().nullable(),
  sendWelcomeEmail: z.boolean(),
  directoryRestricted: z.boolean().nullable(),
  roles: z.array(z.string()),
});

const addWork = z.strictObject({
  kind: z.literal('add'),
  people: z.array(newMember),
  /** A person whose addition is made to fail, with the tag to fail with. */
  forced: z.strictObject({ email: z.string(), tag: z.string() }).nullable(),
});

const removeWork = z.strictObject({
  kind: z.literal('remove'),
  memberId: z.string(),
  forfeits: z.boolean(),
  keepsAccount: z.boolean(),
  transferDestId: z.string().nullable(),
});

const addItem = z.union([
  z.strictObject({ tag: z.literal('success'), memberId: z.string() }),
  z.strictObject({ tag: z.literal('refused'), reason: z.string(), email: z.string() }),
]);

const job = z.strictObject({
  id: z.string(),
  work: z.discriminatedUnion('kind', [addWork, removeWork]),
  pollsLeft: z.number(),
  ending: z.enum(['complete', 'failed', 'internal_error', 'invalid', 'stuck']),
  /** Whether the work is really done when the job ends. */
  applied: z.boolean(),
  /** How many readings do not see what the job did, once it has ended. */
  lag: z.number().default(0),
  finished: z.boolean(),
  items: z.array(addItem),
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
  }),
  members: z.array(member),
  jobs: z.array(job),
  grants: z.array(grantSchema).default(() => []),
  codes: z.array(codeSchema).default(() => []),
  counters,
});

export type TeamState = z.infer<typeof stateSchema>;
export type Credentials = TeamState['credentials'];
export type SandboxMember = z.infer<typeof member>;
export type Counters = z.infer<typeof counters>;
export type NewMember = z.infer<typeof newMember>;
export type AddWork = z.infer<typeof addWork>;
export type RemoveWork = z.infer<typeof removeWork>;
export type AddItem = z.infer<typeof addItem>;
export type Job = z.infer<typeof job>;
