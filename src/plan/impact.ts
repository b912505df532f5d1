import type { Actual, Group, Member } from '../team.ts';
import type { Change, Impact } from './change.ts';
import type { GroupMapping } from './dropbox-groups.ts';
import { isLiving } from './index-members.ts';
import { compareText } from './order.ts';
import { isDestructive } from './protect.ts';

/** Says of each suspension and removal what goes with it; other changes stay as they are. */
export function withImpact(changes: readonly Change[], actual: Actual, { mapped }: GroupMapping): Change[] {
  const leaving = new Set(changes.filter(isLeaving).map(({ memberId }) => memberId));
  if (leaving.size === 0) return [...changes];
  const byId = new Map(
    actual.members.filter(({ id }) => leaving.has(id)).map((member) => [member.id, member]),
  );
  const groups = actual.groups === null ? null : new Map(actual.groups.map((group) => [group.id, group]));
  const alone = groups === null ? new Set<string>() : groupsOfOne(actual.members);
  return changes.map((change) => {
    const member = isLeaving(change) ? byId.get(change.memberId) : undefined;
    if (member === undefined) return change;
    const own = groups === null ? null : ownGroups(member, groups);
    const sole = (own ?? []).filter(({ id, name }) => alone.has(id) && mapped.has(name));
    return { ...change, impact: impactOf(member, own, sole) };
  });
}

function isLeaving(change: Change): change is Change & { action: 'suspend' | 'deprovision' } {
  return isDestructive(change.action);
}

function impactOf({ roles, joinedOn }: Member, groups: Group[] | null, sole: Group[]): Impact {
  return {
    roles: roles.map(({ name }) => name),
    joinedOn,
    groups: groups?.map(({ name }) => name) ?? null,
    soleMemberOf: sole.map(({ name }) => name),
  };
}

function ownGroups({ groups }: Member, known: ReadonlyMap<string, Group>): Group[] {
  return groups
    .flatMap((id) => known.get(id) ?? [])
    .filter(({ management }) => management !== 'system')
    .sort((a, b) => compareText(a.name, b.name));
}

/** Ids of groups in which there is one living member. */
function groupsOfOne(members: readonly Member[]): Set<string> {
  const counts = new Map<string, number>();
  for (const id of members.filter(isLiving).flatMap(({ groups }) => groups)) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count === 1).map(([id]) => id));
}
