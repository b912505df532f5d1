import * as z from 'zod';
import { addPeople, wireAddItems } from '../adding.ts';
import { jobCourse, startJob } from '../jobs.ts';
import { ADD_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import type { AddWork } from '../job-schema.ts';
import { emailAddress, memberExternalId, namePart, nullable, roleId } from '../validate.ts';

/** The Stone specification allows 20 new members a call and one role each. */
const MAX_NEW_MEMBERS = 20;
const MAX_ROLES = 1;

const newMember = z.strictObject({
  member_email: emailAddress,
  member_given_name: nullable(namePart),
  member_surname: nullable(namePart),
  member_external_id: nullable(memberExternalId),
  member_persistent_id: nullable(z.string()),
  send_welcome_email: z.boolean().default(true),
  is_directory_restricted: nullable(z.boolean()),
  role_ids: nullable(z.array(roleId).max(MAX_ROLES)),
});

function readNewMember(argument: z.output<typeof newMember>): AddWork['people'][number] {
  return {
    email: argument.member_email.toLowerCase(),
    givenName: argument.member_given_name ?? '',
    surname: argument.member_surname ?? '',
    externalId: emptyToNull(argument.member_external_id),
    persistentId: argument.member_persistent_id ?? null,
    sendWelcomeEmail: argument.send_welcome_email,
    directoryRestricted: argument.is_directory_restricted ?? null,
    roles: argument.role_ids ?? [],
  };
}

function emptyToNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

/** `team/members/add_v2`: invites people; what becomes of each stands in the answer, not in its status. */
export const teamMembersAddV2 = defineRoute({
  path: ADD_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument: z.strictObject({
    new_members: z.array(newMember).max(MAX_NEW_MEMBERS),
    force_async: z.boolean().default(false),
  }),
  run({ team, effect }, { new_members: people, force_async: forced }) {
    const work: AddWork = {
      kind: 'add',
      people: people.map(readNewMember),
      forced: effect?.kind === 'item' ? effect.item : null,
    };
    const course = jobCourse(effect, forced);
    if (course !== null) return { '.tag': 'async_job_id', async_job_id: startJob(team, work, course) };
    return { '.tag': 'complete', complete: wireAddItems(team, addPeople(team, work), effect) };
  },
});
