import type { Selector } from './members.ts';
import { RouteRefusal } from './replies.ts';
import type { SandboxMember } from './state.ts';
import { readString, taggedValue } from './tagged.ts';
import type { Team } from './live-team.ts';
import { emailProblem, externalIdProblem } from './validate.ts';

const VALUE_PROBLEM: Record<Selector['by'], (value: string) => string | undefined> = {
  team_member_id: () => undefined,
  external_id: externalIdProblem,
  email: emailProblem,
};

/** The closed union `UserSelectorArg`. */
export const selectorSchema = taggedValue<Selector['by'], string>(
  ['team_member_id', 'external_id', 'email'],
  (tag, value) => readString(tag, value, VALUE_PROBLEM[tag]),
);

/** The member that is meant, removed ones included; refuses with `user_not_found`. */
export function requireMember(team: Team, selector: Selector): SandboxMember {
  const member = team.members.find(selector);
  if (member === undefined) throw new RouteRefusal('user_not_found');
  return member;
}

/** The member that is meant, still on the team; refuses with `user_not_found` or `user_not_in_team`. */
export function requireLiving(team: Team, selector: Selector): SandboxMember {
  const member = requireMember(team, selector);
  if (member.status === 'removed') throw new RouteRefusal('user_not_in_team');
  return member;
}

/** A former member and how they left; refuses with `user_not_found` or `user_not_removed`. */
export function requireFormer(
  team: Team,
  selector: Selector,
): { member: SandboxMember; removal: NonNullable<SandboxMember['removal']> } {
  const member = requireMember(team, selector);
  if (member.removal === null) throw new RouteRefusal('user_not_removed');
  return { member, removal: member.removal };
}
