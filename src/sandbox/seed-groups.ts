import * as z from 'zod';
import { MANAGEMENT_TAGS } from './group-schema.ts';
import { groupNameProblem } from './new-group.ts';
import { everyoneName } from './seen-groups.ts';
import { emailAddress } from './validate.ts';

const groupName = z.string().superRefine((name, context) => {
  const message = groupNameProblem(name);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** One group of a seed file; its members are named by their addresses. */
export const seedGroupSchema = z.strictObject({
  name: groupName,
  management: z.enum(MANAGEMENT_TAGS).default('company_managed'),
  externalId: z
    .string()
    .nullish()
    .transform((id) => (id === undefined || id === '' ? null : id)),
  members: z.array(emailAddress.toLowerCase()).default([]),
});

export type SeedGroup = z.infer<typeof seedGroupSchema>;

interface SeedTeam {
  team: { name: string };
  members: readonly { email: string; status: string }[];
  groups: readonly SeedGroup[];
}

/** Every problem of the groups of a seed, with its place. */
export function groupProblems({ team, members, groups }: SeedTeam): string[] {
  const living = new Set(members.filter(({ status }) => status !== 'removed').map(({ email }) => email));
  const removed = new Set(members.filter(({ status }) => status === 'removed').map(({ email }) => email));
  const names = new Map([[everyoneName(team.name), 'the group that Dropbox keeps of everybody']]);
  const externalIds = new Map<string, string>();
  return groups.flatMap((group, index) => {
    const place = `groups[${String(index)}]`;
    return [
      ...claim(names, group.name, place, 'name'),
      ...(group.externalId === null ? [] : claim(externalIds, group.externalId, place, 'externalId')),
      ...memberProblems(group.members, living, removed).map((problem) => `${place}.${problem}`),
    ];
  });
}

function claim(taken: Map<string, string>, value: string, place: string, field: string): string[] {
  const holder = taken.get(value);
  if (holder !== undefined) return [`${place}.${field}: "${value}" is taken by ${holder}`];
  taken.set(value, place);
  return [];
}

function memberProblems(
  emails: readonly string[],
  living: ReadonlySet<string>,
  removed: ReadonlySet<string>,
): string[] {
  return emails.flatMap((email, index) => {
    const place = `members[${String(index)}]`;
    if (emails.indexOf(email) < index) return [`${place}: "${email}" is named twice`];
    if (living.has(email)) return [];
    if (removed.has(email))
      return [`${place}: "${email}" was removed, and nobody off the team is in a group`];
    return [`${place}: "${email}" is nobody on this team`];
  });
}
