import type { Change } from './change.ts';
import type { SettingKey } from './keys.ts';
import type { Settings } from './schema.ts';

type Words = (settings: Settings) => string;

/** In `groups.map`: every group of the roster, and the Dropbox group of the same name. */
const ANY = '*';

const WIPE = 'the data that Dropbox holds on their linked devices is deleted there; nothing brings it back.';

function howTheyHear(settings: Settings): string {
  return settings.provision.silent
    ? 'nobody is told, so they must come in through single sign-on.'
    : 'Dropbox sends each a welcome e-mail, and they accept and choose a password.';
}

function howTheyLeave({ deprovision }: Settings): string {
  if (deprovision.method === 'suspend') return 'their accounts are suspended and keep their licences.';
  const end = deprovision.method === 'downgrade' ? 'become personal accounts' : 'are removed';
  if (deprovision.afterDays === 0) return `their accounts ${end}.`;
  return `their accounts are suspended at once and ${end} ${String(deprovision.afterDays)} days later.`;
}

function whoElseLeaves({ deprovision }: Settings): string {
  return deprovision.unlisted === 'deprovision'
    ? ' That includes everybody who is not in the roster at all.'
    : '';
}

function mappedGroups(map: Settings['groups']['map']): string {
  const names = Object.entries(map).map(([from, to]) => {
    if (from === ANY) return 'every Dropbox group that is called like one of its own';
    return to === ANY ? from : to;
  });
  return [...new Set(names)].join(', ');
}

/** What follows from switching a setting on, said at the moment when it is switched on. */
const WHEN_TRUE: Partial<Record<SettingKey, Words>> = {
  'provision.enabled': (settings) =>
    `Provision is on: assigned people without an account get one; ${howTheyHear(settings)}`,
  'provision.silent': () =>
    'Silent is on: Dropbox sends no welcome e-mail; nobody is told, so new people must come in through single sign-on.',
  'provision.directoryRestricted': () => 'New accounts are hidden from the directory of the team.',
  'suspend.enabled': () =>
    'Suspend is on: people whom the roster calls suspended lose access and keep their licence, and get access back when it no longer does.',
  'suspend.wipeData': () => `When somebody is suspended, ${WIPE}`,
  'deprovision.enabled': (settings) =>
    `Deprovision is on: people who should no longer have Dropbox leave the team; ${howTheyLeave(settings)}${whoElseLeaves(settings)}`,
  'deprovision.wipeData': () => `When somebody leaves, ${WIPE}`,
  'update.enabled': ({ update }) =>
    `Update is on: the roster overwrites these on Dropbox: ${update.fields.join(', ')}.`,
  'groups.enabled': ({ groups }) =>
    Object.keys(groups.map).length === 0
      ? 'Groups is on, but groups.map is empty, so no group is touched yet.'
      : `Groups is on: the roster decides who is in ${mappedGroups(groups.map)}.`,
  'groups.create': () => 'Mapped groups that the team does not have are created.',
  'roles.enabled': () => 'Roles is on: the roster gives and takes admin roles.',
  'safety.allowPurchase': () =>
    'Invitations beyond the free licences are allowed, and Dropbox may charge for additional ones.',
};

const EVERYBODY =
  'Everybody on the team who is not in the roster leaves it, whoever added them, once deprovision is enabled.';

function sentence({ key, after }: Change, settings: Settings): string | null {
  if (key === 'deprovision.unlisted' && after === 'deprovision') return EVERYBODY;
  return after === true ? (WHEN_TRUE[key]?.(settings) ?? null) : null;
}

/** One sentence for each change that makes more happen than before. */
export function consequences(changes: readonly Change[], settings: Settings): string[] {
  return changes.map((change) => sentence(change, settings)).filter((words) => words !== null);
}
