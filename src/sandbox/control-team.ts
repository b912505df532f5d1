import * as z from 'zod';
import { EditRefusal } from './edit-refusal.ts';
import { expireAllAccessTokens, revokeAllGrants } from './oauth/grants.ts';
import { redirectUriProblem } from './oauth/redirect-uri.ts';
import { RECOVER_STATUSES } from './state.ts';
import { SCOPES } from './scopes.ts';
import type { Team } from './live-team.ts';

/** Letters and digits only, so that HTTP Basic carries it unchanged however a client encodes it. */
const APP_SECRET_SHAPE = /^[0-9A-Za-z]{1,100}$/;

const redirectUri = z.string().superRefine((uri, context) => {
  const message = redirectUriProblem(uri);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** The body of `POST /_sandbox/team`: what is left out stays as it is. */
export const teamEditSchema = z.strictObject({
  licences: z.number().int().min(0).optional(),
  /** Address of whoever authorized the token; `null` as if nobody had recorded it. */
  admin: z.string().toLowerCase().nullable().optional(),
  scopes: z.array(z.enum(SCOPES)).optional(),
  appScopes: z.array(z.enum(SCOPES)).optional(),
  appSecret: z.string().regex(APP_SECRET_SHAPE, 'not 1 to 100 letters and digits').optional(),
  redirectUris: z.array(redirectUri).optional(),
  /** Also what becomes of every grant there is; `valid` is about the team's own token alone. */
  token: z.enum(['valid', 'expired', 'revoked']).optional(),
  externalSharing: z.boolean().optional(),
  directoryRestriction: z.boolean().optional(),
  onOtherTeams: z.array(z.string().toLowerCase()).optional(),
  groupsAtomic: z.boolean().optional(),
  recoverGroups: z.boolean().optional(),
  recoverStatus: z.enum(RECOVER_STATUSES).optional(),
  rolesForInvited: z.boolean().optional(),
});

type TeamEdit = z.infer<typeof teamEditSchema>;

/** Changes the team, its app and its tokens, past all of the API's rules. */
export function editTeam(team: Team, edit: TeamEdit): void {
  const { admin, scopes, appScopes, appSecret, redirectUris, token, ...set } = edit;
  if (admin !== undefined) team.state.team.adminId = adminId(team, admin);
  Object.assign(team.state.credentials, given({ scopes, appScopes, appSecret, redirectUris, token }));
  Object.assign(team.state.team, given(set));
  if (token === 'expired') expireAllAccessTokens(team);
  if (token === 'revoked') revokeAllGrants(team);
}

function adminId(team: Team, email: string | null): string | null {
  if (email === null) return null;
  const member = team.members.find({ by: 'email', value: email });
  if (member === undefined) throw new EditRefusal(`nobody has the address ${email}`);
  return member.memberId;
}

function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
