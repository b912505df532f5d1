import type { Change } from '../plan/change.ts';
import type { Member, TeamReader } from '../team.ts';
import type { GroupIdsByName } from './standing.ts';

/** A fresh look at the people of changes. */
export interface Look {
  /** Finds the person of a change. */
  found: (change: Change) => Member | undefined;
  /** Finds a member by id. */
  member: (id: string) => Member | undefined;
  /** All groups of the team where a change does not know the id of its own; else none. */
  groupIds: GroupIdsByName;
}

/** Looks at the people of these changes, by their ids, and at new people by their addresses; and at these others. */
export async function lookAt(
  changes: readonly Change[],
  reader: Pick<TeamReader, 'lookUp' | 'listGroups'>,
  others: readonly string[] = [],
): Promise<Look> {
  const ids = [...changes.flatMap(({ memberId }) => memberId ?? []), ...others];
  const emails = changes.filter(({ memberId }) => memberId === null).map(({ email }) => email);
  const [members, groups] = await Promise.all([
    reader.lookUp({ ids: [...new Set(ids)], emails: [...new Set(emails)] }),
    changes.some(needsGroupId) ? reader.listGroups() : [],
  ]);
  const byId = new Map(members.map((member) => [member.id, member]));
  const byEmail = new Map(members.filter(isLiving).map((member) => [member.email, member]));
  return {
    found: ({ memberId, email }) => (memberId === null ? byEmail.get(email) : byId.get(memberId)),
    member: (id) => byId.get(id),
    groupIds: new Map(groups.map(({ id, name }) => [name, id])),
  };
}

function needsGroupId(change: Change): boolean {
  return change.action === 'group_add' && change.options.groupId === null;
}

/** A removed account may share its address with a living one. */
function isLiving({ status }: Member): boolean {
  return status !== 'removed';
}
