import type { ChalkInstance } from 'chalk';
import { clean } from './clean.ts';

/** The `data` of `auth status`. */
export interface AuthStatus {
  authorized: boolean;
  source: 'file' | 'keychain' | 'environment' | null;
  team: { id: string; name: string } | null;
  admin: { memberId: string; email: string } | null;
  /** `null`: the credential does not tell. */
  scopes: string[] | null;
  /** Of everything that teamsync can do. */
  missingScopes: string[] | null;
  /** Of the access token; RFC 3339, UTC. */
  expiresAt: string | null;
  /** `null`: nobody asked Dropbox. */
  valid: boolean | null;
}

/** What the texts need beside the status. */
export interface AuthStyle {
  paint: ChalkInstance;
  /** What has to be typed for the same profile, with a space before it. */
  profile: string;
  /** Of the configuration file. */
  path: string;
  /** What a scope allows, in a few words. */
  purposeOf: (scope: string) => string | null;
}

const LABEL_WIDTH = 13;

/** Who is authorized, for which team, to do what, and whether it still works. */
export function renderAuthStatus(status: AuthStatus, style: AuthStyle): string {
  if (!status.authorized && status.source === null) return '';
  return [
    headline(status, style),
    line('Credential', sourceText(status, style)),
    ...(status.expiresAt === null ? [] : [line('Access token', `until ${status.expiresAt}`)]),
    line('Works', worksText(status, style)),
    ...scopeLines(status, style),
    '',
  ].join('\n');
}

/** What a login ended with, and what to type next. */
export function renderLogin(status: AuthStatus, style: AuthStyle): string {
  const { profile } = style;
  return [
    headline(status, style),
    line('Credential', sourceText(status, style)),
    ...scopeLines(status, style),
    '',
    `Next: choose what teamsync may do with  teamsync settings edit${profile}`,
    `      and look at a plan with           teamsync reconcile ROSTER --dry-run${profile}`,
    '',
  ].join('\n');
}

function headline({ team, admin }: AuthStatus, { paint }: AuthStyle): string {
  const whom = team === null ? 'a Dropbox team' : `${clean(team.name)} (${clean(team.id)})`;
  const by = admin === null ? '' : ` by ${clean(admin.email)}`;
  return paint.bold(`Authorized for ${whom}${by}`);
}

function sourceText({ source }: AuthStatus, { path }: AuthStyle): string {
  switch (source) {
    case 'file':
      return clean(path);
    case 'keychain':
      return 'system keychain';
    case 'environment':
      return 'environment';
    case null:
      return 'none';
  }
}

function worksText({ valid }: AuthStatus, { paint }: AuthStyle): string {
  if (valid === null) return 'not asked';
  return valid ? paint.green('yes') : paint.red('no');
}

function scopeLines({ scopes, missingScopes }: AuthStatus, { paint, purposeOf }: AuthStyle): string[] {
  if (scopes === null) return [line('Scopes', 'this credential does not tell')];
  const missing = missingScopes ?? [];
  const width = Math.max(0, ...[...scopes, ...missing].map((scope) => scope.length));
  const row = (scope: string, note: string): string => `  ${clean(scope).padEnd(width)}  ${note}`.trimEnd();
  return [
    'Scopes',
    ...scopes.map((scope) => row(scope, purposeOf(scope) ?? 'not used by teamsync')),
    ...missing.map((scope) => row(scope, paint.yellow(`missing: no ${purposeOf(scope) ?? 'use'}`))),
  ];
}

function line(label: string, text: string): string {
  return `${label.padEnd(LABEL_WIDTH)} ${text}`;
}
