/** The routes that faults and records name one by one. */
export const ADD_ROUTE = 'team/members/add_v2';
export const ADD_POLL_ROUTE = 'team/members/add/job_status/get_v2';
export const REMOVE_ROUTE = 'team/members/remove';
export const REMOVE_POLL_ROUTE = 'team/members/remove/job_status/get';
export const RECOVER_ROUTE = 'team/members/recover';
export const SUSPEND_ROUTE = 'team/members/suspend';
export const UNSUSPEND_ROUTE = 'team/members/unsuspend';
export const SET_PROFILE_ROUTE = 'team/members/set_profile_v2';
export const SET_PERMISSIONS_ROUTE = 'team/members/set_admin_permissions_v2';
export const WELCOME_ROUTE = 'team/members/send_welcome_email';
export const LIST_ROUTE = 'team/members/list_v2';
export const LIST_CONTINUE_ROUTE = 'team/members/list/continue_v2';
