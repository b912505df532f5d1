import { refuseIf, RouteRefusal } from './replies.ts';
import { isTransferDestination, isTransferSource } from './jobs.ts';
import type { Selector } from './members.ts';
import type { SandboxMember } from './state.ts';
import { isActiveTeamAdmin, type Team } from './live-team.ts';
import { checkParties } from './transfer-rules.ts';

/** The options of `team/members/remove`, with Dropbox's defaults filled in. */
export interface RemoveOptions {
  wipeData: boolean;
  keepAccount: boolean;
  retainTeamShares: boolean;
  permanentlyDeleteFiles: boolean;
  transferDest: Selector | undefined;
  transferAdmin: Selector | undefined;
}

function checkKeepAccount(team: Team, member: SandboxMember, options: RemoveOptions): void {
  if (!options.keepAccount) return;
  const transfers = options.transferDest !== undefined || options.transferAdmin !== undefined;
  const caller = team.members.all.find(({ memberId }) => memberId === team.state.team.adminId);
  refuseIf(transfers, 'cannot_keep_account_and_transfer');
  refuseIf(options.wipeData, 'cannot_keep_account_and_delete_data');
  refuseIf(options.permanentlyDeleteFiles, 'cannot_keep_account_and_permanently_delete');
  refuseIf(member.status === 'invited', 'cannot_keep_invited_user_account');
  refuseIf(caller === undefined || !isActiveTeamAdmin(caller), 'cannot_keep_account');
  refuseIf(member.legalHold, 'cannot_keep_account_under_legal_hold');
  refuseIf(!member.acceptedTerms, 'cannot_keep_account_required_to_sign_tos');
}

function checkShares(team: Team, options: RemoveOptions): void {
  if (!options.retainTeamShares) return;
  refuseIf(options.wipeData, 'cannot_retain_shares_when_data_wiped');
  refuseIf(!options.keepAccount, 'cannot_retain_shares_when_no_account_kept');
  refuseIf(!team.state.team.externalSharing, 'cannot_retain_shares_when_team_external_sharing_off');
}

/** Checks to whom the files go; gives that member, or `undefined` when nothing is transferred. */
function checkTransfer(team: Team, member: SandboxMember, options: RemoveOptions): SandboxMember | undefined {
  if (options.transferDest === undefined) return undefined;
  refuseIf(options.permanentlyDeleteFiles, 'cannot_permanently_delete_and_transfer');
  if (options.transferAdmin === undefined) throw new RouteRefusal('unspecified_transfer_admin_id');
  return checkParties(team, member, { dest: options.transferDest, admin: options.transferAdmin });
}

/** Refuses what Dropbox refuses before a removal; gives the member who gets the files, if anybody does. */
export function checkRemoval(
  team: Team,
  member: SandboxMember,
  options: RemoveOptions,
): SandboxMember | undefined {
  refuseIf(team.isLastAdmin(member), 'remove_last_admin');
  checkKeepAccount(team, member, options);
  checkShares(team, options);
  const dest = checkTransfer(team, member, options);
  refuseIf(isTransferSource(team, member.memberId), 'transfer_in_progress');
  refuseIf(isTransferDestination(team, member.memberId), 'member_is_transfer_destination');
  return dest;
}
