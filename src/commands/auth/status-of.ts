import type { Login } from '../../auth/login-record.ts';
import { missingFrom, SCOPES_OF } from '../../auth/scopes.ts';
import type { AuthStatus } from '../../render/auth.ts';

/** What is known of the credentials in force. */
export interface Findings {
  source: 'file' | 'keychain' | 'environment';
  /** Whose it is, asked now or remembered; `null` where nobody knows. */
  known: Pick<Login, 'team' | 'admin'> | null;
  /** `null`: it does not tell. */
  scopes: readonly string[] | null;
  expiresAt: Date | null;
  /** `null`: not asked. */
  valid: boolean | null;
}

/** The `data` of the auth commands: what is missing is measured against everything that teamsync can do. */
export function statusOf({ source, known, scopes, expiresAt, valid }: Findings): AuthStatus {
  return {
    authorized: true,
    source,
    team: known?.team ?? null,
    admin: known?.admin ?? null,
    scopes: scopes === null ? null : [...scopes],
    missingScopes: scopes === null ? null : missingFrom(scopes, SCOPES_OF.full),
    expiresAt: expiresAt?.toISOString() ?? null,
    valid,
  };
}

/** The same where there are no credentials. */
export const NOBODY: AuthStatus = {
  authorized: false,
  source: null,
  team: null,
  admin: null,
  scopes: null,
  missingScopes: null,
  expiresAt: null,
  valid: false,
};
