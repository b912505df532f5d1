import type { SandboxSnapshot } from '../../src/sandbox/snapshot.ts';
import { isFulfilled } from './fulfilment.ts';
import type { ReportedChange } from './report.ts';
import { creationOf, isOnceOnly, keyOf, workBetween, workOf } from './work.ts';

/** Everything in a report of a run that is not what really happened, and whatever happened twice. */
export function untruths(
  changes: readonly ReportedChange[],
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  const work = workBetween(before, after);
  const times = new Map<string, number>();
  for (const one of work) times.set(keyOf(one), (times.get(keyOf(one)) ?? 0) + 1);
  const reported = new Set(
    changes.flatMap((change) => [workOf(change, after), creationOf(change, after) ?? []].flat().map(keyOf)),
  );
  const lies = changes.flatMap((change) =>
    lieOf(change, times.get(keyOf(workOf(change, after))) ?? 0, before, after),
  );
  const once = new Set(work.filter(isOnceOnly).map(keyOf));
  for (const [key, count] of times) {
    if (count > 1 && once.has(key)) lies.push(`${key}: done ${String(count)} times`);
    if (!reported.has(key)) lies.push(`${key}: done, and reported by nobody`);
  }
  return [...lies, ...strayFiles(changes, before, after)];
}

function lieOf(
  change: ReportedChange,
  done: number,
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  const { id, action, status } = change;
  switch (status) {
    case 'applied':
      if (action !== 'invite' && !isFulfilled(change, after))
        return [`${id}: reported applied, and the team is not so`];
      return done > 0 || isFulfilled(change, before) ? [] : [`${id}: reported applied, never done`];
    case 'failed':
    case 'skipped':
    case 'planned':
      return done === 0 ? [] : [`${id}: reported ${status}, and it was done`];
    case 'unknown':
      return [];
    default:
      return [`${id}: reported ${status}`];
  }
}

/** Files that went elsewhere than some report says, or to somebody who is not there any more. */
function strayFiles(
  changes: readonly ReportedChange[],
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  const wanted = new Map(changes.map(({ memberId, options }) => [memberId, options.transferToId]));
  return after.counters.transfers.slice(before.counters.transfers.length).flatMap(({ from, to }) => {
    const way = `the files of ${from.email} went to ${to.email}`;
    const recipient = after.members.find(({ memberId }) => memberId === to.memberId);
    return [
      ...(wanted.get(from.memberId) === to.memberId ? [] : [`${way}, and no report says so`]),
      ...(recipient?.status === 'active' ? [] : [`${way}, who is ${recipient?.status ?? 'nobody'} now`]),
    ];
  });
}
