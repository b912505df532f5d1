import type { Dropbox } from 'dropbox';
import type { TeamWriter } from '../team.ts';
import { call } from './call.ts';
import { byId, byRef } from './selectors.ts';
import { nothing, profileSet, roleSet } from './wire.ts';

type MemberChanges = Pick<
  TeamWriter,
  'suspendMember' | 'unsuspendMember' | 'recoverMember' | 'setProfile' | 'setRole' | 'remindMember'
>;

/** The writes that change one account of the team. */
export function memberChanges(client: Dropbox): MemberChanges {
  return {
    async suspendMember(memberId, { wipeData }) {
      const argument = { user: byId(memberId), wipe_data: wipeData };
      await call('team/members/suspend', nothing, () => client.teamMembersSuspend(argument));
    },
    async unsuspendMember(memberId) {
      const argument = { user: byId(memberId) };
      await call('team/members/unsuspend', nothing, () => client.teamMembersUnsuspend(argument));
    },
    async recoverMember(memberId) {
      const argument = { user: byId(memberId) };
      await call('team/members/recover', nothing, () => client.teamMembersRecover(argument));
    },
    async setProfile(memberId, profile) {
      const argument = {
        user: byId(memberId),
        ...(profile.email === undefined ? {} : { new_email: profile.email }),
        ...(profile.externalId === undefined ? {} : { new_external_id: profile.externalId }),
        ...(profile.givenName === undefined ? {} : { new_given_name: profile.givenName }),
        ...(profile.surname === undefined ? {} : { new_surname: profile.surname }),
      };
      await call('team/members/set_profile_v2', profileSet, () => client.teamMembersSetProfileV2(argument));
    },
    async setRole(member, roleId) {
      const argument = { user: byRef(member), new_roles: roleId === null ? [] : [roleId] };
      await call('team/members/set_admin_permissions_v2', roleSet, () =>
        client.teamMembersSetAdminPermissionsV2(argument),
      );
    },
    async remindMember(memberId) {
      // Here alone the member is the whole argument.
      await call('team/members/send_welcome_email', nothing, () =>
        client.teamMembersSendWelcomeEmail(byId(memberId)),
      );
    },
  };
}
