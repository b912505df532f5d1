import { recordApplied } from './applied.ts';
import { TRANSFER_WINDOW_MS } from './clock.ts';
import type { MoveWork } from './job-schema.ts';
import type { Team } from './live-team.ts';
import { DELETE_FILES_ROUTE, MOVE_FILES_ROUTE } from './route-paths.ts';
import type { SandboxMember } from './state.ts';

type Removal = NonNullable<SandboxMember['removal']>;

/** Why the files of a former member cannot be moved; `undefined` when they can. */
export function moveRefusal(team: Team, { removedOn, files }: Removal): string | undefined {
  if (files === 'transferred') return 'user_data_already_transferred';
  const isPast = team.now().getTime() >= Date.parse(removedOn) + TRANSFER_WINDOW_MS;
  return files !== 'kept' || isPast ? 'user_data_cannot_be_transferred' : undefined;
}

/** Records that the files of one member are with another one now. */
export function recordTransfer(team: Team, from: SandboxMember, to: SandboxMember): void {
  const party = ({ memberId, email }: SandboxMember): { memberId: string; email: string } => ({
    memberId,
    email,
  });
  team.state.counters.transfers.push({ from: party(from), to: party(to) });
}

/** The member who is to get files, if they are still on the team. */
export function recipientOf(team: Team, memberId: string): SandboxMember | undefined {
  const member = team.members.find({ by: 'team_member_id', value: memberId });
  return member?.status === 'removed' ? undefined : member;
}

/** Moves the files of a former member as agreed; false when one of the two is not where they were by then. */
export function carryOutMove(team: Team, work: MoveWork): boolean {
  const from = team.members.find({ by: 'team_member_id', value: work.memberId });
  const to = recipientOf(team, work.transferDestId);
  if (from?.removal?.files !== 'kept' || to === undefined) return false;
  from.removal.files = 'transferred';
  from.removal.forfeited = true;
  recordTransfer(team, from, to);
  recordApplied(team, MOVE_FILES_ROUTE, from.memberId);
  return true;
}

/** Deletes the files of a former member for good, and with them the way back. */
export function deleteFiles(team: Team, { memberId }: SandboxMember, removal: Removal): void {
  removal.files = 'deleted';
  removal.forfeited = true;
  recordApplied(team, DELETE_FILES_ROUTE, memberId);
}
