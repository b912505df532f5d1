import * as z from 'zod';
import { RECOVERY_WINDOW_MS, DAY_MS } from './clock.ts';
import { ROLE_TAGS } from './roles.ts';
import { groupProblems, seedGroupSchema } from './seed-groups.ts';
import { emailAddress, memberExternalId, namePart } from './validate.ts';

const RECOVERY_WINDOW_DAYS = RECOVERY_WINDOW_MS / DAY_MS;
const address = emailAddress.transform((email) => email.toLowerCase());
const daysAgo = z.number().min(0);

/** One person of a seed file. */
export const seedMemberSchema = z.strictObject({
  email: address,
  givenName: namePart.default(''),
  surname: namePart.default(''),
  externalId: memberExternalId.nullish().transform((id) => (id === undefined || id === '' ? null : id)),
  status: z.enum(['active', 'invited', 'suspended', 'removed']).default('active'),
  roles: z.array(z.enum(ROLE_TAGS)).max(1, 'Dropbox allows one role at most').default([]),
  secondaryEmails: z.array(address).default([]),
  membership: z.enum(['full', 'limited']).default('full'),
  removedDaysAgo: daysAgo.optional(),
  recoverable: z.boolean().optional(),
  suspendedDaysAgo: daysAgo.optional(),
  invitedDaysAgo: daysAgo.optional(),
  admin: z.literal(true).optional(),
});

const seedSchema = z.strictObject({
  version: z.literal(1),
  team: z.strictObject({ name: z.string().min(1), licences: z.number().int().min(1) }),
  members: z.array(seedMemberSchema).min(1),
  groups: z.array(seedGroupSchema).default([]),
});

export type SeedMember = z.infer<typeof seedMemberSchema>;
export type SandboxSeed = z.infer<typeof seedSchema>;

/** Every problem of a zod error as `members[3].email: what is wrong`. */
export function listProblems(error: z.ZodError, root = ''): string[] {
  return error.issues.map(({ path, message }) => {
    const steps = path.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`));
    const place = (root + steps.join('')).replace(/^\./, '');
    return place === '' ? message : `${place}: ${message}`;
  });
}

function statusProblems(member: SeedMember): string[] {
  const problems: string[] = [];
  if (member.removedDaysAgo !== undefined && member.status !== 'removed') {
    problems.push(`removedDaysAgo: only for status "removed", this one is "${member.status}"`);
  }
  if (member.recoverable !== undefined && member.status !== 'removed') {
    problems.push(`recoverable: only for status "removed", this one is "${member.status}"`);
  }
  if (member.recoverable === true && (member.removedDaysAgo ?? 0) >= RECOVERY_WINDOW_DAYS) {
    problems.push(
      `recoverable: ${String(member.removedDaysAgo)} days are past Dropbox's ${String(RECOVERY_WINDOW_DAYS)}`,
    );
  }
  if (member.suspendedDaysAgo !== undefined && member.status !== 'suspended') {
    problems.push(`suspendedDaysAgo: only for status "suspended", this one is "${member.status}"`);
  }
  if (member.invitedDaysAgo !== undefined && member.status !== 'invited') {
    problems.push(`invitedDaysAgo: only for status "invited", this one is "${member.status}"`);
  }
  if (member.roles.length > 0 && member.status === 'removed') {
    problems.push('roles: a removed member has none');
  }
  if (member.admin === true && (member.status !== 'active' || member.roles.length === 0)) {
    problems.push('admin: whoever authorized the token is active and has a role');
  }
  return problems;
}

/** True when the person's address and external id cannot be given to anybody else yet. */
function holdsIdentity(member: SeedMember): boolean {
  if (member.status !== 'removed') return true;
  return member.recoverable ?? (member.removedDaysAgo ?? 0) < RECOVERY_WINDOW_DAYS;
}

function duplicateProblems(members: readonly SeedMember[]): string[] {
  const problems: string[] = [];
  const emails = new Map<string, number>();
  const externalIds = new Map<string, number>();
  const claim = (taken: Map<string, number>, value: string, index: number, field: string): void => {
    const first = taken.get(value);
    if (first === undefined) taken.set(value, index);
    else
      problems.push(`members[${String(index)}].${field}: "${value}" is taken by members[${String(first)}]`);
  };
  for (const [index, member] of members.entries()) {
    if (!holdsIdentity(member)) continue;
    claim(emails, member.email, index, 'email');
    for (const email of member.secondaryEmails) claim(emails, email, index, 'secondaryEmails');
    if (member.externalId !== null) claim(externalIds, member.externalId, index, 'externalId');
  }
  return problems;
}

function teamProblems(members: readonly SeedMember[]): string[] {
  const problems = members.flatMap((member, index) =>
    statusProblems(member).map((problem) => `members[${String(index)}].${problem}`),
  );
  problems.push(...duplicateProblems(members));
  if (members.filter((member) => member.admin === true).length > 1) {
    problems.push('members: more than one has "admin": true; one person authorized the token');
  }
  if (seedAdmin(members) === undefined) {
    problems.push(
      'members: nobody can have authorized the token; give an active member the role "team_admin"',
    );
  }
  return problems;
}

/** Who authorized the token: the one marked, else the first active team admin. */
export function seedAdmin(members: readonly SeedMember[]): SeedMember | undefined {
  const marked = members.find((member) => member.admin === true);
  return (
    marked ?? members.find((member) => member.status === 'active' && member.roles.includes('team_admin'))
  );
}

/** Checks a seed as a whole and fills in what it leaves out, or lists every problem. */
export function checkSeed(value: unknown): SandboxSeed | { problems: string[] } {
  const parsed = seedSchema.safeParse(value);
  if (!parsed.success) return { problems: listProblems(parsed.error) };
  const problems = [...teamProblems(parsed.data.members), ...groupProblems(parsed.data)];
  return problems.length > 0 ? { problems } : parsed.data;
}
