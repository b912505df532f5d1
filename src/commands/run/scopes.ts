import { accessFor, missingFrom, scopePhrase } from '../../auth/scopes.ts';
import { ForbiddenError } from '../../errors.ts';
import type { Action, Change, DeprovisionChange } from '../../plan/change.ts';

/** The scope that carrying out an action takes; reading a team is not among them, because it has been read. */
export function scopeOf(action: Action, method: DeprovisionChange['options']['method'] = 'remove'): string {
  switch (action) {
    case 'provision':
    case 'update':
    case 'suspend':
    case 'unsuspend':
    case 'set_role':
    case 'invite':
    case 'transfer':
      return 'members.write';
    case 'group_add':
    case 'group_remove':
      return 'groups.write';
    // Surprising, and so in Dropbox's specification: `members/recover` needs the scope of removals.
    case 'recover':
      return 'members.delete';
    case 'deprovision':
      return method === 'suspend' ? 'members.write' : 'members.delete';
  }
}

function scopeFor(change: Change): string {
  return change.action === 'deprovision'
    ? scopeOf(change.action, change.options.method)
    : scopeOf(change.action);
}

/** The error of a plan that the stored login may not carry out; `null` when it may, or when only Dropbox knows. */
export function scopeError(
  login: { scopes: readonly string[] } | null,
  changes: readonly Change[],
  profile: string,
): ForbiddenError | null {
  if (login === null) return null;
  const missing = missingFrom(login.scopes, [...new Set(changes.map(scopeFor))]);
  if (missing.length === 0) return null;
  const access = accessFor([...login.scopes, ...missing]);
  return new ForbiddenError(
    'missing_scope',
    `This plan needs more than the stored login has: ${missing.map(scopePhrase).join(', ')}. Nothing was sent to Dropbox.`,
    {
      hint: `Authorize again with it: teamsync auth dropbox --access ${access}${profile}`,
      details: { missing, scopes: login.scopes },
    },
  );
}
