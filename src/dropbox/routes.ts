/** Routes that change nothing, so that asking twice is harmless; every other route is a write. */
const READ_ROUTES: ReadonlySet<string> = new Set([
  'team/get_info',
  'team/token/get_authenticated_admin',
  'team/members/list_v2',
  'team/members/list/continue_v2',
  'team/members/get_info_v2',
  'team/members/get_available_team_member_roles',
  'team/members/add/job_status/get_v2',
  'team/members/remove/job_status/get',
  'team/members/move_former_member_files/job_status/check',
  'team/groups/list',
  'team/groups/list/continue',
]);

/** True for routes that may be asked again after any failure. */
export function isRead(route: string): boolean {
  return READ_ROUTES.has(route);
}
