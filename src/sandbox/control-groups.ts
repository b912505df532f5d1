import * as z from 'zod';
import { EditRefusal } from './edit-refusal.ts';
import { growGroup } from './grow.ts';
import type { SandboxGroup } from './group-schema.ts';
import type { Team } from './live-team.ts';
import { groupProblems, seedGroupSchema } from './seed-groups.ts';
import { briefGroup, type SnapshotGroup } from './snapshot-groups.ts';

const address = z.string().toLowerCase();

const addresses = z.union([address, z.array(address)]).transform((given) => [given].flat());

const membership = z
  .strictObject({ name: z.string(), add: addresses.default([]), remove: addresses.default([]) })
  .refine(({ add, remove }) => add.length + remove.length > 0, 'nobody to "add" or "remove"');

/** What can be done to groups: make one as a seed file describes it, delete one, or change who is in it. */
export const GROUP_EDITS = [
  z.strictObject({ create: seedGroupSchema }),
  z.strictObject({ delete: z.string() }),
  z.strictObject({ group: membership }),
] as const;

/** The body of `POST /_sandbox/groups`. */
export const groupEditSchema = z.union(GROUP_EDITS);

export type GroupEdit = z.infer<typeof groupEditSchema>;

function groupNamed(team: Team, name: string): SandboxGroup {
  const group = team.groups.named(name);
  if (group === undefined) throw new EditRefusal(`no group has the name "${name}"`);
  return group;
}

function livingId(team: Team, email: string): string {
  const member = team.members.find({ by: 'email', value: email });
  if (member === undefined) throw new EditRefusal(`nobody has the address ${email}`);
  if (member.status === 'removed') throw new EditRefusal(`${email} is off the team`);
  return member.memberId;
}

function createGroup(team: Team, create: Extract<GroupEdit, { create: unknown }>['create']): SandboxGroup {
  const [problem] = groupProblems({
    team: team.state.team,
    members: team.members.all,
    groups: [...livingGroups(team), create],
  });
  if (problem !== undefined) throw new EditRefusal(problem.replace(/^groups\[\d+\]\./, ''));
  const group = growGroup(create, team.members.all, team.timestamp());
  team.groups.add(group);
  return group;
}

/** The groups that there are, as far as another one can be in conflict with them. */
function livingGroups(team: Team): Parameters<typeof groupProblems>[0]['groups'] {
  return team.groups.all.filter(({ deleted }) => !deleted).map((group) => ({ ...group, members: [] }));
}

function changeMembers(
  team: Team,
  group: SandboxGroup,
  { name, add, remove }: z.output<typeof membership>,
): void {
  const coming = add.map((email) => ({ email, id: livingId(team, email) }));
  const going = remove.map((email) => ({ email, id: livingId(team, email) }));
  for (const { email, id } of coming) {
    if (team.groups.has(group, id)) throw new EditRefusal(`${email} is in "${name}" already`);
  }
  for (const { email, id } of going) {
    if (!team.groups.has(group, id)) throw new EditRefusal(`${email} is not in "${name}"`);
  }
  for (const id of new Set(coming.map((one) => one.id))) team.groups.join(group, id, 'member');
  for (const { id } of going) team.groups.leave(group, id);
}

/** Does to a group what an admin could do in the console, past all of the API's rules and counters. */
export function editGroup(team: Team, edit: GroupEdit): SnapshotGroup {
  if ('create' in edit) return briefGroup(team, createGroup(team, edit.create));
  const group = groupNamed(team, 'delete' in edit ? edit.delete : edit.group.name);
  if ('delete' in edit) team.groups.delete(group);
  else changeMembers(team, group, edit.group);
  return briefGroup(team, group);
}
