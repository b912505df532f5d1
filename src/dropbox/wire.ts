import * as z from 'zod';
import { once } from '../once.ts';

/** Shapes of Dropbox's answers, as far as they are used; fields and tags that are not known here are let through. */

const tag = once(() => z.looseObject({ '.tag': z.string() }));

const profile = once(() =>
  z.looseObject({
    team_member_id: z.string().min(1),
    external_id: z.string().optional(),
    email: z.string().min(1),
    email_verified: z.boolean().optional(),
    secondary_emails: z.array(z.looseObject({ email: z.string() })).optional(),
    status: z.looseObject({
      '.tag': z.enum(['active', 'invited', 'suspended', 'removed']),
      is_recoverable: z.boolean().optional(),
    }),
    name: z.looseObject({ given_name: z.string(), surname: z.string() }),
    membership_type: z.looseObject({ '.tag': z.string() }),
    invited_on: z.string().optional(),
    joined_on: z.string().optional(),
    suspended_on: z.string().optional(),
    groups: z.array(z.string()).optional(),
  }),
);

const role = once(() => z.looseObject({ role_id: z.string(), name: z.string() }));
export type RoleInfo = z.infer<ReturnType<typeof role>>;

const memberInfo = once(() => z.looseObject({ profile: profile(), roles: z.array(role()).optional() }));
export type MemberInfo = z.infer<ReturnType<typeof memberInfo>>;

/** `team/get_info`, as far as it says which team it is */
export const teamName = once(() => z.looseObject({ name: z.string(), team_id: z.string().min(1) }));

/** `team/get_info` */
export const teamInfo = once(() =>
  teamName().extend({
    num_licensed_users: z.int().min(0),
    num_provisioned_users: z.int().min(0),
    num_used_licenses: z.int().min(0).optional(),
  }),
);

/** `team/token/get_authenticated_admin` */
export const authenticatedAdmin = once(() =>
  z.looseObject({
    admin_profile: z.looseObject({ team_member_id: z.string().min(1), email: z.string().min(1) }),
  }),
);

/** Only this tag says that there is nobody: one that is not known, or a member that cannot be read, must not pass for that. */
const nobody = once(() => z.looseObject({ '.tag': z.literal('id_not_found') }).transform(() => null));

/** `team/members/get_info_v2` */
export const membersInfo = once(() =>
  z.looseObject({
    members_info: z.array(z.union([memberInfo().extend({ '.tag': z.literal('member_info') }), nobody()])),
  }),
);

/** `team/members/list_v2` and `…/continue_v2` */
export const memberPage = once(() =>
  z.looseObject({
    members: z.array(memberInfo()),
    cursor: z.string(),
    has_more: z.boolean(),
  }),
);

/** Where a page of members leads; enough to ask for the next one before this one is read. */
export const memberPageEnd = once(() =>
  z.looseObject({ members: z.array(z.unknown()), cursor: z.string(), has_more: z.boolean() }),
);

/** `team/members/get_available_team_member_roles` */
export const availableRoles = once(() => z.looseObject({ roles: z.array(role()) }));

/** What `team/groups/create` answers with and a listing of groups consists of */
export const groupInfo = once(() =>
  z.looseObject({
    group_id: z.string().min(1),
    group_name: z.string(),
    group_management_type: tag(),
  }),
);
export type GroupInfo = z.infer<ReturnType<typeof groupInfo>>;

/** `team/groups/list` and `…/continue` */
export const groupPage = once(() =>
  z.looseObject({
    groups: z.array(groupInfo()),
    cursor: z.string(),
    has_more: z.boolean(),
  }),
);
export type GroupPage = z.infer<ReturnType<typeof groupPage>>;

/** `team/groups/members/add` and `…/remove`; the id of a job in it is a space, and there is no such job. */
export const groupChanged = once(() => z.looseObject({ group_info: groupInfo() }));

/** Items of `team/members/add_v2`: `success` carries a profile, every other tag the e-mail under its own name. */
const addItem = tag;
export type AddItem = z.infer<ReturnType<typeof addItem>>;
export const addSuccess = memberInfo;

const job = once(() =>
  z.looseObject({ '.tag': z.literal('async_job_id'), async_job_id: z.string().trim().min(1) }),
);

/** `team/members/add_v2` */
export const addLaunch = once(() =>
  z.discriminatedUnion('.tag', [
    z.looseObject({ '.tag': z.literal('complete'), complete: z.array(addItem()) }),
    job(),
  ]),
);

/** Answers to questions about jobs, and what one of `team/members/add_v2` holds once it is complete. */
export const jobStatus = tag;
export const addCompleted = once(() => z.looseObject({ complete: z.array(addItem()) }));

/** `team/members/remove` and `team/members/move_former_member_files` */
export const emptyLaunch = once(() =>
  z.discriminatedUnion('.tag', [z.looseObject({ '.tag': z.literal('complete') }), job()]),
);

/** `suspend`, `unsuspend`, `recover` and `send_welcome_email` answer with nothing. */
export const nothing = once(() => z.null());

/** `team/members/set_profile_v2` */
export const profileSet = once(() => z.looseObject({ member_info: memberInfo() }));

/** `team/members/set_admin_permissions_v2` */
export const roleSet = once(() => z.looseObject({ team_member_id: z.string().min(1) }));

/** The body of a 409 and of most other refusals. */
export const errorBody = once(() =>
  z.looseObject({
    error_summary: z.string().optional(),
    error: z.looseObject({ '.tag': z.string(), required_scope: z.string().optional() }),
  }),
);

/** What stands under a tag that concerns several people, such as `members_not_in_team`. */
export const concerned = once(() => z.array(z.string()));
