import * as z from 'zod';
import { email, memberId, timestamp } from './scalars.ts';
import { teamId } from './team.ts';

const scopes = z.array(z.string()).nullable();

/** Who is authorized, to do what. */
export const authStatus = z
  .strictObject({
    authorized: z.boolean(),
    source: z.enum(['file', 'keychain', 'environment']).nullable().describe('Where the credential is.'),
    team: z.strictObject({ id: teamId, name: z.string() }).nullable(),
    admin: z.strictObject({ memberId, email }).nullable().describe('Who authorized it.'),
    scopes: scopes.describe('null where the credential does not tell, as with a token of the environment.'),
    missingScopes: scopes.describe('Of everything that teamsync can do.'),
    expiresAt: timestamp.nullable().describe('RFC 3339, UTC: of the access token.'),
    valid: z.boolean().nullable().describe('null where Dropbox was not asked, or did not answer.'),
  })
  .meta({ id: 'AuthStatus', description: 'Who is authorized, for which team, to do what.' });

/** What became of a login that was ended. */
export const logout = z
  .strictObject({
    revoked: z.boolean().nullable().describe('At Dropbox; null where there was no login.'),
    forgotten: z.boolean().describe('On this machine.'),
  })
  .meta({ id: 'Logout', description: 'What became of the login.' });

/** What a CI needs in its secrets. */
export const token = z
  .strictObject({ appKey: z.string(), refreshToken: z.string().describe('A secret.') })
  .meta({ id: 'Token', description: 'What a CI needs to log in.' });
