import type { Change } from '../plan/types.ts';
import type { Member, TeamReader } from '../team.ts';

/** Finds the person of a change in a fresh look at all of them. */
export type Found = (change: Change) => Member | undefined;

/** Looks at the people of these changes: by their ids, and at new people by their addresses. */
export async function lookAt(changes: readonly Change[], reader: Pick<TeamReader, 'lookUp'>): Promise<Found> {
  const ids = changes.flatMap(({ memberId }) => memberId ?? []);
  const emails = changes.filter(({ memberId }) => memberId === null).map(({ email }) => email);
  const members = await reader.lookUp({ ids, emails });
  const byId = new Map(members.map((member) => [member.id, member]));
  const byEmail = new Map(members.filter(isLiving).map((member) => [member.email, member]));
  return ({ memberId, email }) => (memberId === null ? byEmail.get(email) : byId.get(memberId));
}

/** A removed account may share its address with a living one. */
function isLiving({ status }: Member): boolean {
  return status !== 'removed';
}
