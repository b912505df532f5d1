import * as z from 'zod';
import { EditRefusal } from './edit-refusal.ts';
import { growMember } from './grow.ts';
import { activate, suspend } from './lifecycle.ts';
import { takeOffTeam } from './removing.ts';
import { ROLE_TAGS } from './roles.ts';
import { seedMemberSchema } from './seed-file.ts';
import { fullMember, type FullMember } from './snapshot.ts';
import type { SandboxMember } from './state.ts';
import type { Team } from './live-team.ts';
import { emailAddress, memberExternalId, namePart } from './validate.ts';

const changes = z.strictObject({
  status: z.enum(['active', 'invited', 'suspended', 'removed']).optional(),
  givenName: namePart.optional(),
  surname: namePart.optional(),
  email: emailAddress.toLowerCase().optional(),
  externalId: memberExternalId.nullable().optional(),
  roles: z.array(z.enum(ROLE_TAGS)).optional(),
  emailVerified: z.boolean().optional(),
  legalHold: z.boolean().optional(),
  acceptedTerms: z.boolean().optional(),
  remove: z.literal(true).optional(),
});

/** What can be done to members: change somebody, or add somebody as a seed file describes them. */
export const MEMBER_EDITS = [
  z.strictObject({ email: z.string().toLowerCase(), set: changes }),
  z.strictObject({ add: seedMemberSchema }),
] as const;

/** The body of `POST /_sandbox/members`. */
export const memberEditSchema = z.union(MEMBER_EDITS);

export type MemberEdit = z.infer<typeof memberEditSchema>;
type Changes = z.infer<typeof changes>;

function checkAddress(team: Team, email: string, self?: SandboxMember): void {
  const holder = team.addressHolder(email);
  if (holder !== undefined && holder !== self)
    throw new EditRefusal(`${email} belongs to ${holder.memberId}`);
}

function checkExternalId(team: Team, externalId: string | null, self?: SandboxMember): void {
  const holder = externalId === null ? undefined : team.externalIdHolder(externalId);
  if (holder !== undefined && holder !== self)
    throw new EditRefusal(`"${String(externalId)}" belongs to ${holder.email}`);
}

function setStatus(team: Team, member: SandboxMember, status: SandboxMember['status']): void {
  if (status === member.status) return;
  switch (status) {
    case 'active':
      activate(member, team.timestamp());
      break;
    case 'suspended':
      suspend(member, team.timestamp());
      break;
    case 'invited':
      Object.assign(member, {
        status,
        invitedOn: team.timestamp(),
        joinedOn: null,
        suspendedOn: null,
        removal: null,
      });
      break;
    case 'removed':
      takeOffTeam(team, member, { files: 'kept', keepsAccount: false });
      break;
  }
}

function change(team: Team, member: SandboxMember, set: Changes): void {
  const email = set.email ?? member.email;
  const externalId =
    set.externalId === undefined ? member.externalId : set.externalId === '' ? null : set.externalId;
  checkAddress(team, email, member);
  checkExternalId(team, externalId, member);
  const status = set.remove === true ? 'removed' : set.status;
  if (status !== undefined) setStatus(team, member, status);
  team.members.changeEmail(member, email);
  team.members.changeExternalId(member, externalId);
  member.givenName = set.givenName ?? member.givenName;
  member.surname = set.surname ?? member.surname;
  member.roles = set.roles ?? member.roles;
  member.emailVerified = set.emailVerified ?? member.emailVerified;
  member.legalHold = set.legalHold ?? member.legalHold;
  member.acceptedTerms = set.acceptedTerms ?? member.acceptedTerms;
}

/** Does to a member what an admin could do in the console, past all of the API's rules and counters. */
export function editMember(team: Team, edit: MemberEdit): FullMember {
  if ('add' in edit) {
    const member = growMember(edit.add, team.now());
    for (const email of [member.email, ...edit.add.secondaryEmails]) checkAddress(team, email);
    checkExternalId(team, member.externalId);
    team.members.add(member);
    return fullMember(team, member);
  }
  const member = team.members.find({ by: 'email', value: edit.email });
  if (member === undefined) throw new EditRefusal(`nobody has the address ${edit.email}`);
  change(team, member, edit.set);
  return fullMember(team, member);
}
