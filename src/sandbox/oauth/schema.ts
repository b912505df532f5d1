import * as z from 'zod';
import { SCOPES } from '../scopes.ts';

const time = z.iso.datetime();
const scopes = z.array(z.enum(SCOPES));

const accessTokenSchema = z.strictObject({ token: z.string(), expiresAt: time, scopes });

/** What somebody allowed the app, with every token that came of it. */
export const grantSchema = z.strictObject({
  /** `null` for access that cannot be renewed. */
  refreshToken: z.string().nullable(),
  scopes,
  appKey: z.string(),
  /** Proved by a verifier: neither the exchange nor a refresh needs the app's secret. */
  viaPkce: z.boolean(),
  revoked: z.boolean(),
  createdAt: time,
  accessTokens: z.array(accessTokenSchema),
});

/** An authorization code that was given out and not yet exchanged. */
export const codeSchema = z.strictObject({
  code: z.string(),
  scopes,
  offline: z.boolean(),
  /** As given to the authorization page; `null` when the code was shown there to be copied. */
  redirectUri: z.string().nullable(),
  /** RFC 7636, method S256. */
  codeChallenge: z.string().nullable(),
  expiresAt: time,
});

export type Grant = z.infer<typeof grantSchema>;
export type AccessToken = z.infer<typeof accessTokenSchema>;
export type AuthorizationCode = z.infer<typeof codeSchema>;
