import { SCOPES_OF } from '../../auth/scopes.ts';
import type { Settings } from '../../settings/schema.ts';
import { scopeOf } from '../run/scopes.ts';

/** The scopes that runs with these settings need, in the order in which they are asked for at a login. */
export function neededScopes(settings: Settings): string[] {
  const needed = new Set(['team_info.read', 'members.read', ...changing(settings)]);
  if (settings.groups.enabled) needed.add('groups.read');
  return SCOPES_OF.full.filter((scope) => needed.has(scope));
}

function changing(settings: Settings): string[] {
  const { provision, suspend, deprovision, update, groups, roles, invitations } = settings;
  return [
    ...(provision.enabled ? [scopeOf('provision')] : []),
    ...(provision.enabled && provision.recover ? [scopeOf('recover')] : []),
    ...(suspend.enabled ? [scopeOf('suspend')] : []),
    // Whatever the method is, an invitation is withdrawn by removing.
    ...(deprovision.enabled ? [scopeOf('deprovision', deprovision.method), scopeOf('deprovision')] : []),
    ...(deprovision.enabled && deprovision.afterDays > 0 ? [scopeOf('deprovision', 'suspend')] : []),
    ...(update.enabled ? [scopeOf('update')] : []),
    ...(groups.enabled ? [scopeOf('group_add')] : []),
    ...(roles.enabled ? [scopeOf('set_role')] : []),
    ...(invitations.remindAfterDays.length > 0 ? [scopeOf('invite')] : []),
  ];
}
