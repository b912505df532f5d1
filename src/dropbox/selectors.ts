import type { team } from 'dropbox';
import type { MemberRef } from '../team.ts';

/** A member by id, as an argument names them. */
export function byId(id: string): team.UserSelectorArg {
  return { '.tag': 'team_member_id', team_member_id: id };
}

/** A member by address, as an argument names them. */
export function byEmail(email: string): team.UserSelectorArg {
  return { '.tag': 'email', email };
}

/** A member by whatever the reference has, as an argument names them. */
export function byRef(member: MemberRef): team.UserSelectorArg {
  return 'id' in member ? byId(member.id) : byEmail(member.email);
}

/** A group by id, as an argument names it. */
export function groupById(id: string): team.GroupSelector {
  return { '.tag': 'group_id', group_id: id };
}
