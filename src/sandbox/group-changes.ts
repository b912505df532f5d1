import { recordApplied } from './applied.ts';
import type { Access, SandboxGroup } from './group-schema.ts';
import type { Team } from './live-team.ts';
import type { Selector } from './members.ts';
import { RouteRefusal } from './replies.ts';
import { GROUP_ADD_ROUTE, GROUP_REMOVE_ROUTE } from './route-paths.ts';
import type { SandboxMember } from './state.ts';

/** Why a change of a group is refused, with whom it is about or without; of several reasons the first here is told. */
const NAMES_PEOPLE = {
  users_not_found: true,
  members_not_in_team: true,
  user_cannot_be_manager_of_company_managed_group: true,
  user_must_be_active_to_be_owner: false,
  duplicate_user: false,
  member_not_in_group: false,
};

type Tag = keyof typeof NAMES_PEOPLE;

const TAGS: readonly string[] = Object.keys(NAMES_PEOPLE);

/** Somebody who is to come into a group. */
export interface Newcomer {
  user: Selector;
  access: Access;
}

interface Judged<P> {
  person: P;
  user: Selector;
  verdict: SandboxMember | Tag;
}

function onTeam(team: Team, user: Selector): SandboxMember | Tag {
  const member = team.members.find(user);
  if (member !== undefined) return member.status === 'removed' ? 'members_not_in_team' : member;
  const elsewhere = user.by === 'email' && team.state.team.onOtherTeams.includes(user.value.toLowerCase());
  return elsewhere ? 'members_not_in_team' : 'users_not_found';
}

/** Judges everybody alone, in order; somebody who is named twice is dealt with the first time. */
function judge<P>(
  team: Team,
  people: readonly P[],
  userOf: (person: P) => Selector,
  refusal: (member: SandboxMember, person: P, isRepeated: boolean) => Tag | null,
): Judged<P>[] {
  const seen = new Set<SandboxMember>();
  return people.map((person) => {
    const user = userOf(person);
    const member = onTeam(team, user);
    if (typeof member === 'string') return { person, user, verdict: member };
    const tag = refusal(member, person, seen.has(member));
    seen.add(member);
    return { person, user, verdict: tag ?? member };
  });
}

/** Does the work for everybody or, where somebody is refused, for nobody; or for the others, where the team says so. */
function settle<P>(
  team: Team,
  judged: readonly Judged<P>[],
  work: (member: SandboxMember, person: P) => void,
): void {
  const refused = judged.flatMap(({ user, verdict }) =>
    typeof verdict === 'string' ? [{ tag: verdict, name: user.value }] : [],
  );
  if (refused.length === 0 || !team.state.team.groupsAtomic) {
    for (const { person, verdict } of judged) if (typeof verdict !== 'string') work(verdict, person);
  }
  const [first] = refused.toSorted((one, other) => TAGS.indexOf(one.tag) - TAGS.indexOf(other.tag));
  if (first === undefined) return;
  const names = refused.filter(({ tag }) => tag === first.tag).map(({ name }) => name);
  throw new RouteRefusal(first.tag, NAMES_PEOPLE[first.tag] ? names : undefined);
}

/** Puts a member into a group, as asked for by a call of this route. */
export function join(
  team: Team,
  group: SandboxGroup,
  memberId: string,
  { access, route }: { access: Access; route: string },
): void {
  team.groups.join(group, memberId, access);
  team.state.counters.groupAdds += 1;
  recordApplied(team, route, memberId, group.groupId);
}

/** Puts people into a group; who cannot come in is refused with the tag that says why. */
export function addToGroup(team: Team, group: SandboxGroup, newcomers: readonly Newcomer[]): void {
  const judged = judge(
    team,
    newcomers,
    ({ user }) => user,
    (member, { access }, isRepeated) => {
      if (access === 'owner' && group.management === 'company_managed') {
        return 'user_cannot_be_manager_of_company_managed_group';
      }
      if (access === 'owner' && member.status !== 'active') return 'user_must_be_active_to_be_owner';
      return isRepeated || team.groups.has(group, member.memberId) ? 'duplicate_user' : null;
    },
  );
  settle(team, judged, ({ memberId }, { access }) => {
    join(team, group, memberId, { access, route: GROUP_ADD_ROUTE });
  });
}

/** Takes people out of a group; who is not in it is refused with the tag that says why. */
export function removeFromGroup(team: Team, group: SandboxGroup, users: readonly Selector[]): void {
  const judged = judge(
    team,
    users,
    (user) => user,
    (member, _, isRepeated) =>
      isRepeated || !team.groups.has(group, member.memberId) ? 'member_not_in_group' : null,
  );
  settle(team, judged, ({ memberId }) => {
    team.groups.leave(group, memberId);
    team.state.counters.groupRemovals += 1;
    recordApplied(team, GROUP_REMOVE_ROUTE, memberId, group.groupId);
  });
}
