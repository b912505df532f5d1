import { defineBareRoute } from '../route.ts';

/** Policies play no part in membership; these are the ones of a team that never touched them. */
const POLICIES = {
  sharing: {
    shared_folder_member_policy: { '.tag': 'team' },
    shared_folder_join_policy: { '.tag': 'from_anyone' },
    shared_link_create_policy: { '.tag': 'team_only' },
    group_creation_policy: { '.tag': 'admins_only' },
    shared_folder_link_restriction_policy: { '.tag': 'anyone' },
    enforce_link_password_policy: { '.tag': 'optional' },
    default_link_expiration_days_policy: { '.tag': 'none' },
    shared_link_default_permissions_policy: { '.tag': 'default' },
  },
  emm_state: { '.tag': 'disabled' },
  office_addin: { '.tag': 'disabled' },
  suggest_members_policy: { '.tag': 'enabled' },
  top_level_content_policy: { '.tag': 'admin_only' },
};

/** `team/get_info`: the team's name and how many of its licences are used. */
export const teamGetInfo = defineBareRoute({
  path: 'team/get_info',
  scope: 'team_info.read',
  access: 'read',
  run({ team }) {
    const used = team.seatsUsed();
    return {
      name: team.state.team.name,
      team_id: team.state.team.id,
      num_licensed_users: team.state.team.licences,
      num_provisioned_users: used,
      num_used_licenses: used,
      policies: POLICIES,
    };
  },
});
