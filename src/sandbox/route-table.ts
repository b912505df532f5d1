import { authTokenRevoke } from './routes/auth-token-revoke.ts';
import { teamGetInfo } from './routes/team-get-info.ts';
import { teamGroupsCreate } from './routes/team-groups-create.ts';
import { teamGroupsDelete } from './routes/team-groups-delete.ts';
import { teamGroupsGetInfo } from './routes/team-groups-get-info.ts';
import { teamGroupsJobStatusGet } from './routes/team-groups-job-status-get.ts';
import { teamGroupsListContinue } from './routes/team-groups-list-continue.ts';
import { teamGroupsList } from './routes/team-groups-list.ts';
import { teamGroupsMembersAdd } from './routes/team-groups-members-add.ts';
import { teamGroupsMembersListContinue } from './routes/team-groups-members-list-continue.ts';
import { teamGroupsMembersList } from './routes/team-groups-members-list.ts';
import { teamGroupsMembersRemove } from './routes/team-groups-members-remove.ts';
import { teamMembersAddJobStatusGetV2 } from './routes/team-members-add-job-status-get-v2.ts';
import { teamMembersAddV2 } from './routes/team-members-add-v2.ts';
import { teamMembersDeleteFormerMemberFiles } from './routes/team-members-delete-former-member-files.ts';
import { teamMembersGetAvailableTeamMemberRoles } from './routes/team-members-get-available-team-member-roles.ts';
import { teamMembersGetInfoV2 } from './routes/team-members-get-info-v2.ts';
import { teamMembersListContinueV2 } from './routes/team-members-list-continue-v2.ts';
import { teamMembersListV2 } from './routes/team-members-list-v2.ts';
import { teamMembersMoveFormerMemberFilesJobStatusCheck } from './routes/team-members-move-former-member-files-job-status-check.ts';
import { teamMembersMoveFormerMemberFiles } from './routes/team-members-move-former-member-files.ts';
import { teamMembersRecover } from './routes/team-members-recover.ts';
import { teamMembersRemoveJobStatusGet } from './routes/team-members-remove-job-status-get.ts';
import { teamMembersRemove } from './routes/team-members-remove.ts';
import { teamMembersSendWelcomeEmail } from './routes/team-members-send-welcome-email.ts';
import { teamMembersSetAdminPermissionsV2 } from './routes/team-members-set-admin-permissions-v2.ts';
import { teamMembersSetProfileV2 } from './routes/team-members-set-profile-v2.ts';
import { teamMembersSuspend } from './routes/team-members-suspend.ts';
import { teamMembersUnsuspend } from './routes/team-members-unsuspend.ts';
import { teamTokenGetAuthenticatedAdmin } from './routes/team-token-get-authenticated-admin.ts';
import type { Route } from './route.ts';

/** Every API method that the sandbox has: one file each. */
export const ROUTES: readonly Route[] = [
  authTokenRevoke,
  teamGetInfo,
  teamGroupsCreate,
  teamGroupsDelete,
  teamGroupsGetInfo,
  teamGroupsJobStatusGet,
  teamGroupsListContinue,
  teamGroupsList,
  teamGroupsMembersAdd,
  teamGroupsMembersListContinue,
  teamGroupsMembersList,
  teamGroupsMembersRemove,
  teamMembersAddJobStatusGetV2,
  teamMembersAddV2,
  teamMembersDeleteFormerMemberFiles,
  teamMembersGetAvailableTeamMemberRoles,
  teamMembersGetInfoV2,
  teamMembersListContinueV2,
  teamMembersListV2,
  teamMembersMoveFormerMemberFilesJobStatusCheck,
  teamMembersMoveFormerMemberFiles,
  teamMembersRecover,
  teamMembersRemoveJobStatusGet,
  teamMembersRemove,
  teamMembersSendWelcomeEmail,
  teamMembersSetAdminPermissionsV2,
  teamMembersSetProfileV2,
  teamMembersSuspend,
  teamMembersUnsuspend,
  teamTokenGetAuthenticatedAdmin,
];

const BY_PATH = new Map(ROUTES.map((route) => [route.path, route]));

/** The paths of all routes, as rules for faults name them. */
export const ROUTE_PATHS: readonly string[] = [...BY_PATH.keys()];

/** The route of this path under `/2/`, or `undefined`. */
export function findRoute(path: string): Route | undefined {
  return BY_PATH.get(path);
}
