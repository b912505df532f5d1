import type { Team } from './live-team.ts';
import { isActiveTeamAdmin } from './live-team.ts';
import type { Selector } from './members.ts';
import { refuseIf, RouteRefusal } from './replies.ts';
import type { SandboxMember } from './state.ts';

/** Who gets the files of somebody, and who hears of it when that goes wrong. */
export interface TransferParties {
  dest: Selector;
  admin: Selector;
}

function partyOf(
  team: Team,
  leaver: SandboxMember,
  selector: Selector,
  party: 'transfer_dest' | 'transfer_admin',
): SandboxMember {
  const member = team.members.find(selector);
  if (member === undefined) throw new RouteRefusal(`${party}_user_not_found`);
  refuseIf(member === leaver, `removed_and_${party}_should_differ`);
  refuseIf(member.status === 'removed', `${party}_user_not_in_team`);
  return member;
}

/** Checks to whom the files of a leaver go, and gives that member. */
export function checkParties(
  team: Team,
  leaver: SandboxMember,
  { dest, admin }: TransferParties,
): SandboxMember {
  const recipient = partyOf(team, leaver, dest, 'transfer_dest');
  const listener = partyOf(team, leaver, admin, 'transfer_admin');
  refuseIf(!isActiveTeamAdmin(listener), 'transfer_admin_is_not_admin');
  refuseIf(!recipient.emailVerified, 'recipient_not_verified');
  return recipient;
}
