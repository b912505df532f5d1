import type { Settings } from '../../settings/schema.ts';
import type { Actual } from '../../team.ts';
import { NOTHING, type Finding } from './finding.ts';

/** The settings with every action turned on, groups only where they could be read. */
export function everythingOn(settings: Settings, { groups: known }: Pick<Actual, 'groups'>): Settings {
  const { provision, suspend, deprovision, update, groups, roles } = settings;
  return {
    ...settings,
    provision: { ...provision, enabled: true },
    suspend: { ...suspend, enabled: true },
    deprovision: { ...deprovision, enabled: true },
    update: { ...update, enabled: true },
    groups: { ...groups, enabled: known !== null },
    roles: { ...roles, enabled: true },
  };
}

/** What is said of somebody for whom an action would do something, had it been enabled. */
export function asDisabled(finding: Finding, settings: Settings): Finding {
  const off = neededFor(finding).filter((section) => !settings[section].enabled);
  const names = off.map((section) => `${section}.enabled`);
  const would =
    finding.kind === 'change' ? 'Turned on, this would be done' : 'Turned on, it would not be done either';
  const is = names.length === 1 ? 'is' : 'are';
  return {
    ...NOTHING,
    kind: 'disabled',
    code: 'disabled',
    wanted: finding.wanted,
    group: finding.group,
    explanation: `Nothing is done, because ${names.join(' and ')} ${is} off. ${would}: ${finding.explanation}`,
    off: finding.kind === 'change' ? names : [],
  };
}

type Switch = 'provision' | 'suspend' | 'deprovision' | 'update' | 'groups' | 'roles';

function neededFor({ wanted, code }: Finding): Switch[] {
  switch (wanted) {
    case 'provision':
    case 'recover':
      return ['provision'];
    case 'update':
      return ['update'];
    case 'group_add':
    case 'group_remove':
      return ['groups'];
    case 'set_role':
      return ['roles'];
    case 'suspend':
    case 'unsuspend':
      return ['suspend'];
    default:
      // Withdrawing the invitation of a suspended person takes both.
      return code === 'suspended_in_roster' ? ['suspend', 'deprovision'] : ['deprovision'];
  }
}
