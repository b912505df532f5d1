import type { Settings } from '../settings/schema.ts';
import type { Member, Person } from '../team.ts';
import type { Action, LaterAction } from './types.ts';
import type { Switches, Verdict } from './verdict.ts';
import { notSupported } from './words.ts';

const DAY_MS = 86_400_000;

interface Wish {
  action: LaterAction | 'deprovision';
  switches: Switches;
  what: string;
  remedy: string;
}

/** True for actions that no change of this version has. */
export function isLater(action: Action | LaterAction): action is LaterAction {
  return ['group_add', 'group_remove', 'set_role', 'invite'].includes(action);
}

/** What the settings ask for a person beyond this version: group membership, roles, reminders, withdrawn invitations. */
export function unsupportedWishes(
  person: Person,
  member: Member | null,
  rank: number,
  settings: Settings,
  now: Date,
): Verdict[] {
  if (person.wanted !== 'active') return [];
  const wishes = [
    ...groupWishes(person, settings),
    ...roleWishes(person, member, settings),
    ...invitationWishes(person, member, settings, now),
  ];
  return wishes.map(({ action, switches, what, remedy }) => ({
    kind: 'blocked',
    subject: { person, member, rank },
    item: { action, email: person.email, ...notSupported(what, [remedy]), until: null },
    switches,
  }));
}

function groupWishes({ email, groups }: Person, settings: Settings): Wish[] {
  const { enabled, map } = settings.groups;
  const mapped = (groups ?? []).filter((name) => Object.hasOwn(map, name) || Object.hasOwn(map, '*'));
  if (mapped.length === 0) return [];
  return [
    {
      action: 'group_add',
      switches: [{ counts: 'groups', on: enabled }],
      what: `Keeping ${email} in Dropbox groups (${mapped.join(', ')})`,
      remedy: 'Set groups.enabled=false',
    },
  ];
}

function roleWishes({ email, role }: Person, member: Member | null, settings: Settings): Wish[] {
  if (role === null || hasRole(member, role)) return [];
  return [
    {
      action: 'set_role',
      switches: [{ counts: 'roles', on: settings.roles.enabled }],
      what: `Giving ${email} the role ${role}`,
      remedy: 'Set roles.enabled=false',
    },
  ];
}

/** Roles are given by name or id, and `member` stands for none. */
function hasRole(member: Member | null, role: string): boolean {
  const roles = member?.roles ?? [];
  return role === 'member' ? roles.length === 0 : roles.some(({ id, name }) => id === role || name === role);
}

function invitationWishes(
  { email }: Person,
  member: Member | null,
  { invitations, provision, deprovision }: Settings,
  now: Date,
): Wish[] {
  if (member?.status !== 'invited' || member.invitedOn === null) return [];
  const age = Math.floor((now.getTime() - Date.parse(member.invitedOn)) / DAY_MS);
  if (invitations.cancelAfterDays !== null && age >= invitations.cancelAfterDays) {
    return [
      {
        action: 'deprovision',
        switches: [{ counts: 'deprovision', on: deprovision.enabled }],
        what: `Withdrawing the old invitation of ${email}`,
        remedy: 'Unset invitations.cancelAfterDays',
      },
    ];
  }
  const isSilent = provision.silent && !invitations.evenIfSilent;
  if (isSilent || !invitations.remindAfterDays.some((days) => age >= days)) return [];
  return [
    {
      action: 'invite',
      switches: [],
      what: `Reminding ${email} of the invitation`,
      remedy: 'Unset invitations.remindAfterDays',
    },
  ];
}
