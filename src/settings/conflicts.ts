import type { SettingProblem } from './check.ts';
import type { SettingKey } from './keys.ts';
import type { Settings } from './schema.ts';

interface Rule {
  keys: readonly [SettingKey, ...SettingKey[]];
  broken: (settings: Settings) => boolean;
  message: string;
}

/** What Dropbox's members/remove refuses, what says two different things about the same step, and what nobody can mean. */
const RULES: readonly Rule[] = [
  {
    keys: ['deprovision.method', 'deprovision.wipeData'],
    broken: ({ deprovision }) => deprovision.method === 'downgrade' && deprovision.wipeData,
    message:
      'deprovision.method is "downgrade" while deprovision.wipeData is true, and Dropbox wipes no device of an account that it keeps; set deprovision.wipeData=false, or deprovision.method=remove',
  },
  {
    keys: ['deprovision.method', 'deprovision.transferTo'],
    broken: ({ deprovision }) => deprovision.method === 'downgrade' && deprovision.transferTo !== null,
    message:
      'deprovision.method is "downgrade" while deprovision.transferTo names somebody, and Dropbox transfers no files of an account that it keeps; set deprovision.transferTo=null, or deprovision.method=remove',
  },
  {
    keys: ['deprovision.retainTeamShares', 'deprovision.method'],
    broken: ({ deprovision }) => deprovision.retainTeamShares && deprovision.method !== 'downgrade',
    message:
      'deprovision.retainTeamShares is true while deprovision.method is not "downgrade", and only an account that is kept can keep its shares; set deprovision.retainTeamShares=false, or deprovision.method=downgrade',
  },
  {
    keys: ['deprovision.method', 'deprovision.afterDays'],
    broken: ({ deprovision }) => deprovision.method === 'suspend' && deprovision.afterDays > 0,
    message:
      'deprovision.method is "suspend" while deprovision.afterDays is above 0, and nothing comes after a suspension that is itself the end; set deprovision.afterDays=0, or deprovision.method=remove to suspend first and remove later',
  },
  {
    keys: ['groups.map'],
    broken: ({ groups }) => (groups.map['*'] ?? '*') !== '*',
    message:
      'groups.map leads "*" to one group, so everybody whom the roster has in any group would go into it, and no roster means that; set groups.map={"*": "*"} to map all groups by equal names, or name the groups that lead there',
  },
];

/** Settings that are right by their form and impossible all the same, with what to set instead. */
export function findConflicts(settings: Settings): SettingProblem[] {
  return RULES.filter(({ broken }) => broken(settings)).map(({ keys, message }) => ({
    code: 'impossible_settings',
    key: keys[0],
    message,
  }));
}
