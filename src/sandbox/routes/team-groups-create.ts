import * as z from 'zod';
import { recordApplied } from '../applied.ts';
import { join } from '../group-changes.ts';
import { MANAGEMENT_TAGS, type SandboxGroup } from '../group-schema.ts';
import type { Team } from '../live-team.ts';
import { groupNameProblem, isNameTaken, newGroup } from '../new-group.ts';
import { RouteRefusal } from '../replies.ts';
import { GROUP_CREATE_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { withMembers } from '../seen-groups.ts';
import { bareTag } from '../tagged.ts';
import { nullable } from '../validate.ts';
import { wireGroup } from '../wire-group.ts';

const argument = z.strictObject({
  group_name: z.string(),
  add_creator_as_owner: z.boolean().default(false),
  group_external_id: nullable(z.string()),
  group_management_type: nullable(bareTag(MANAGEMENT_TAGS)),
});

type Wish = Pick<SandboxGroup, 'name' | 'externalId' | 'management'>;

function readWish(read: z.output<typeof argument>): Wish {
  const externalId = read.group_external_id ?? '';
  return {
    name: read.group_name,
    externalId: externalId === '' ? null : externalId,
    // Left out, nobody knows; whoever cares has to say it.
    management: read.group_management_type ?? 'user_managed',
  };
}

function refusal(team: Team, { name, externalId, management }: Wish): string | undefined {
  if (management === 'system_managed') return 'system_managed_group_disallowed';
  if (groupNameProblem(name) !== undefined) return 'group_name_invalid';
  if (isNameTaken(team, name)) return 'group_name_already_used';
  const holder =
    externalId === null ? undefined : team.groups.find({ by: 'group_external_id', value: externalId });
  return holder === undefined ? undefined : 'external_id_already_in_use';
}

/** Whoever authorized the token, if they can own such a group; no tag says that they cannot. */
function ownerOf(team: Team, { management }: Wish): string {
  const { adminId } = team.state.team;
  const creator = team.members.all.find(({ memberId }) => memberId === adminId);
  if (creator?.status !== 'active' || management !== 'user_managed') throw new RouteRefusal('other');
  return creator.memberId;
}

/** `team/groups/create`: makes a group with nobody in it, or with its creator as owner. */
export const teamGroupsCreate = defineRoute({
  path: GROUP_CREATE_ROUTE,
  scope: 'groups.write',
  access: 'write',
  argument,
  run({ team }, read) {
    const wish = readWish(read);
    const tag = refusal(team, wish);
    if (tag !== undefined) throw new RouteRefusal(tag);
    const owner = read.add_creator_as_owner ? ownerOf(team, wish) : null;
    const group = newGroup(wish, team.timestamp());
    team.groups.add(group);
    team.state.counters.groupsCreated += 1;
    recordApplied(team, GROUP_CREATE_ROUTE, group.name, group.groupId);
    if (owner !== null) join(team, group, owner, { access: 'owner', route: GROUP_CREATE_ROUTE });
    return wireGroup(team, withMembers(team, { see: (member) => member }, group));
  },
});
