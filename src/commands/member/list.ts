import { isLiving } from '../../plan/index-members.ts';
import { compareText } from '../../plan/order.ts';
import { membersCsv, renderMembers } from '../../render/members.ts';
import type { Member, MemberStatus } from '../../team.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { readTeam } from './read-team.ts';
import { viewsOf } from './view.ts';

export interface MemberListInput {
  /** Absent: everybody who is on the team. */
  status?: MemberStatus;
  /** CSV instead of a table. */
  csv: boolean;
  /** Milliseconds. */
  retryBudget: number;
}

/** Lists the members of the team as they are now, by their addresses. */
export async function runMemberList(
  context: Context,
  { status, csv, retryBudget }: MemberListInput,
): Promise<Outcome> {
  const { actual, warnings } = await readTeam(context, retryBudget);
  const isWanted = status === undefined ? isLiving : (member: Member) => member.status === status;
  const members = actual.members
    .filter(isWanted)
    .sort((a, b) => compareText(a.email, b.email) || compareText(a.id, b.id))
    .map(viewsOf(actual));
  const nobody = status === undefined ? 'Nobody is on the team.' : `No account of the team is ${status}.`;
  if (csv) return { ...done({ members }, membersCsv(members), warnings), verbatim: true };
  return done({ members }, renderMembers(members, { paint: context.paint, nobody }), warnings);
}
