import * as z from 'zod';
import { RouteRefusal } from '../replies.ts';
import { wireMemberInfo } from '../profile.ts';
import { recordApplied } from '../applied.ts';
import { SET_PROFILE_ROUTE } from '../route-paths.ts';
import { defineRoute, type Call } from '../route.ts';
import { requireMember, selectorSchema } from '../selector.ts';
import type { SandboxMember } from '../state.ts';
import { emailAddressOrEmpty, memberExternalId, namePart, nullable } from '../validate.ts';

const argument = z.strictObject({
  user: selectorSchema,
  new_email: nullable(emailAddressOrEmpty),
  new_external_id: nullable(memberExternalId),
  new_given_name: nullable(namePart),
  new_surname: nullable(namePart),
  new_persistent_id: nullable(z.string()),
  new_is_directory_restricted: nullable(z.boolean()),
});

type Change = z.output<typeof argument>;

function refusal({ team }: Call, member: SandboxMember, change: Change): string | undefined {
  const { user, ...fields } = change;
  if (member.status === 'removed') return 'set_profile_disallowed';
  if (Object.values(fields).every((value) => value === undefined)) return 'no_new_data_specified';
  if (user.by === 'external_id' && fields.new_external_id !== undefined) {
    return 'external_id_and_new_external_id_unsafe';
  }
  if (fields.new_email === '') return 'param_cannot_be_empty';
  if (fields.new_persistent_id !== undefined) return 'persistent_id_disabled';
  if (fields.new_is_directory_restricted !== undefined && !team.state.team.directoryRestriction) {
    return 'directory_restricted_off';
  }
  const addressHolder =
    fields.new_email === undefined ? undefined : team.addressHolder(fields.new_email.toLowerCase());
  if (addressHolder !== undefined && addressHolder !== member) return 'email_reserved_for_other_user';
  const idHolder =
    fields.new_external_id === undefined ? undefined : team.externalIdHolder(fields.new_external_id);
  if (idHolder !== undefined && idHolder !== member) return 'external_id_used_by_other_user';
  return undefined;
}

function apply({ team }: Call, member: SandboxMember, change: Change): void {
  if (change.new_email !== undefined) team.members.changeEmail(member, change.new_email.toLowerCase());
  if (change.new_external_id !== undefined) {
    team.members.changeExternalId(member, change.new_external_id === '' ? null : change.new_external_id);
  }
  member.givenName = change.new_given_name ?? member.givenName;
  member.surname = change.new_surname ?? member.surname;
  member.directoryRestricted = change.new_is_directory_restricted ?? member.directoryRestricted;
  team.state.counters.profileChanges += 1;
  recordApplied(team, SET_PROFILE_ROUTE, member.memberId);
}

/** `team/members/set_profile_v2`: changes name, address or external id; an empty external id clears it. */
export const teamMembersSetProfileV2 = defineRoute({
  path: SET_PROFILE_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument,
  run(call, change) {
    const member = requireMember(call.team, change.user);
    const tag = refusal(call, member, change);
    if (tag !== undefined) throw new RouteRefusal(tag);
    apply(call, member, change);
    return { member_info: wireMemberInfo(call.team, member) };
  },
});
