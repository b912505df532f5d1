import type { Dropbox, team } from 'dropbox';
import type { TeamWriter } from '../team.ts';
import { checkLaunched, launch } from './jobs.ts';
import { byId } from './selectors.ts';

type Removals = Pick<TeamWriter, 'removeMember' | 'checkRemoveJob' | 'moveFiles' | 'checkMoveJob'>;

/** The writes that take people off the team and hand on what they leave behind. */
export function removals(client: Dropbox): Removals {
  return {
    removeMember(memberId, options) {
      const argument = {
        user: byId(memberId),
        wipe_data: options.wipeData,
        keep_account: options.keepAccount,
        retain_team_shares: options.retainTeamShares,
        permanently_delete_files: false,
        ...(options.transfer === null ? {} : recipients(options.transfer)),
      };
      return launch('team/members/remove', () => client.teamMembersRemove(argument));
    },
    checkRemoveJob(jobId) {
      const ask = () => client.teamMembersRemoveJobStatusGet({ async_job_id: jobId });
      return checkLaunched('team/members/remove/job_status/get', ask);
    },
    moveFiles(memberId, transfer) {
      const argument = { user: byId(memberId), ...recipients(transfer) };
      return launch('team/members/move_former_member_files', () =>
        client.teamMembersMoveFormerMemberFiles(argument),
      );
    },
    checkMoveJob(jobId) {
      const ask = () => client.teamMembersMoveFormerMemberFilesJobStatusCheck({ async_job_id: jobId });
      return checkLaunched('team/members/move_former_member_files/job_status/check', ask);
    },
  };
}

function recipients(transfer: { destId: string; adminId: string }): {
  transfer_dest_id: team.UserSelectorArg;
  transfer_admin_id: team.UserSelectorArg;
} {
  return { transfer_dest_id: byId(transfer.destId), transfer_admin_id: byId(transfer.adminId) };
}
