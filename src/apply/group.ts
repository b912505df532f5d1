import type { GroupChange } from '../plan/change.ts';
import type { GroupIds } from './group-ids.ts';
import { refOf } from './member-ref.ts';
import { APPLIED, type Answers, type Surroundings } from './types.ts';

/** Nobody knows a maximum of `groups/members/add` and `remove`; so many are known to work. */
const GROUP_BATCH_SIZE = 100;

/** Cuts changes of groups into those that fit into one call: the same group, the same direction, not too many people. */
export function groupBatches(changes: readonly GroupChange[]): [GroupChange, ...GroupChange[]][] {
  const batches: [GroupChange, ...GroupChange[]][] = [];
  const open = new Map<string, [GroupChange, ...GroupChange[]]>();
  for (const change of changes) {
    const key = `${change.action} ${nameOfGroup(change)}`;
    const batch = open.get(key);
    if (batch !== undefined && batch.length < GROUP_BATCH_SIZE) {
      batch.push(change);
      continue;
    }
    const next: [GroupChange] = [change];
    open.set(key, next);
    batches.push(next);
  }
  return batches;
}

/** Names are unique within a team, and unlike ids they are known before there is a group. */
function nameOfGroup(change: GroupChange): string {
  return change.action === 'group_add' ? change.after.group : change.before.group;
}

/** Takes one batch into its group, or out of it. Throws what the writer throws, and `NoGroupError`. */
export async function changeGroup(
  changes: readonly [GroupChange, ...GroupChange[]],
  groupIds: GroupIds,
  { writer }: Pick<Surroundings, 'writer'>,
): Promise<Answers> {
  const [first] = changes;
  const id = await groupIds.of(first);
  const members = changes.map(refOf);
  if (first.action === 'group_add') await writer.addToGroup(id, members);
  else await writer.removeFromGroup(id, members);
  return changes.map((change) => [change, APPLIED]);
}
