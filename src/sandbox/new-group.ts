import { everyoneName } from './seen-groups.ts';
import { newGroupId } from './ids.ts';
import type { SandboxGroup } from './group-schema.ts';
import type { Team } from './live-team.ts';

/** No group that is meant seriously has a longer name. */
const NAME_MAX = 255;

const CONTROL_CHARACTER = /\p{Cc}/u;

/** A group with nobody in it. */
export function newGroup(
  fields: Pick<SandboxGroup, 'name' | 'externalId' | 'management'>,
  createdOn: string,
): SandboxGroup {
  return { groupId: newGroupId(), ...fields, members: [], createdOn, deleted: false };
}

/** What is wrong with the name of a group, or `undefined`; Dropbox says no more than that it may be invalid. */
export function groupNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'a group needs a name';
  if (name !== name.trim()) return 'has spaces around it';
  if (CONTROL_CHARACTER.test(name)) return 'has characters that cannot be printed';
  return name.length > NAME_MAX ? `has more than ${String(NAME_MAX)} characters` : undefined;
}

/** Whether a group of the team has this name, in whatever case, or none can have it beside the one of everybody. */
export function isNameTaken(team: Team, name: string): boolean {
  const key = name.toLowerCase();
  if (everyoneName(team.state.team.name).toLowerCase() === key) return true;
  return team.groups.all.some((group) => !group.deleted && group.name.toLowerCase() === key);
}
