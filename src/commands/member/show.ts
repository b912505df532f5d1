import { InvalidInputError } from '../../errors.ts';
import { isLiving } from '../../plan/index-members.ts';
import type { Removed } from '../../plan/types.ts';
import { renderMember } from '../../render/members.ts';
import { readMemory } from '../../state/memory.ts';
import type { Actual, Member } from '../../team.ts';
import { done, profileFlag, type Context, type Outcome } from '../context.ts';
import { parseEmails } from '../emails.ts';
import { readTeam } from './read-team.ts';
import { detailsOf } from './view.ts';

export interface MemberShowInput {
  email: string;
  /** Milliseconds. */
  retryBudget: number;
}

/** Shows one member of the team as Dropbox has them. Throws `unknown_member` (exit 7) for a stranger. */
export async function runMemberShow(
  context: Context,
  { email: typed, retryBudget }: MemberShowInput,
): Promise<Outcome> {
  const [email = ''] = parseEmails([typed]);
  const { actual, warnings } = await readTeam(context, retryBudget);
  const { removed } = await readMemory(context.folders.state, actual.team.id);
  const found = findMember(email, actual, removed);
  if (found === undefined) {
    throw new InvalidInputError('unknown_member', `The team ${actual.team.name} has no account ${email}.`, {
      hint: `See who is on the team with: teamsync member list${profileFlag(context)}`,
      details: { emails: [email] },
    });
  }
  const member = detailsOf(found, actual);
  return done({ member }, renderMember(member, context.paint), warnings);
}

/** Whoever has the address now comes before whoever had it, and of those the one who can be brought back. */
function findMember(
  email: string,
  { members }: Actual,
  removed: ReadonlyMap<string, Removed>,
): Member | undefined {
  const living = members.filter(isLiving);
  const former = members.filter(
    (member) => !isLiving(member) && (member.email === email || removed.get(member.id)?.email === email),
  );
  return (
    living.find((member) => member.email === email) ??
    living.find(({ secondaryEmails }) => secondaryEmails.includes(email)) ??
    former.find(({ recoverable }) => recoverable) ??
    former.at(-1)
  );
}
