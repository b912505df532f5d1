import type { SandboxSnapshot, SnapshotMember } from '../../src/sandbox/snapshot.ts';

/** A change as a report tells of it. */
export interface ReportedChange {
  id: string;
  action: string;
  email: string;
  memberId: string | null;
  status: string;
  options: { method?: string };
  after: { email?: string; externalId?: string | null; givenName?: string; surname?: string } | null;
}

type Work = SandboxSnapshot['counters']['applied'][number];

/** What can be done to nobody twice in a run. */
const ONCE: ReadonlySet<string> = new Set([
  'team/members/add_v2',
  'team/members/remove',
  'team/members/recover',
  'team/members/suspend',
  'team/members/unsuspend',
]);

const ROUTES: Readonly<Record<string, string>> = {
  provision: 'team/members/add_v2',
  recover: 'team/members/recover',
  unsuspend: 'team/members/unsuspend',
  update: 'team/members/set_profile_v2',
  suspend: 'team/members/suspend',
  deprovision: 'team/members/remove',
};

function keyOf({ route, who }: Work): string {
  return `${route} ${who}`;
}

function workOf({ action, email, memberId, options }: ReportedChange): Work {
  const route = options.method === 'suspend' ? 'team/members/suspend' : (ROUTES[action] ?? action);
  return { route, who: memberId ?? email };
}

/** What was really done between two looks at a sandbox. */
function workBetween(before: SandboxSnapshot, after: SandboxSnapshot): Work[] {
  return after.counters.applied.slice(before.counters.applied.length);
}

function isFulfilled(change: ReportedChange, { members }: SandboxSnapshot): boolean {
  if (change.action === 'provision') {
    return members.some(({ email, status }) => email === change.email && status !== 'removed');
  }
  const member = members.find(({ memberId }) => memberId === change.memberId);
  if (member === undefined) return false;
  switch (change.action) {
    case 'recover':
      return member.status !== 'removed';
    case 'unsuspend':
      return member.status === 'active';
    case 'update':
      return hasProfile(member, change.after ?? {});
    case 'suspend':
      return member.status === 'suspended';
    default:
      return member.status === (change.options.method === 'suspend' ? 'suspended' : 'removed');
  }
}

function hasProfile(member: SnapshotMember, after: NonNullable<ReportedChange['after']>): boolean {
  const { email, externalId, givenName, surname } = after;
  const words = member.name.split(' ');
  return (
    (email === undefined || email === member.email) &&
    (externalId === undefined || (externalId ?? '') === (member.externalId ?? '')) &&
    (givenName === undefined || words[0] === givenName) &&
    (surname === undefined || words.at(-1) === surname)
  );
}

/** Everything in a report of a run that is not what really happened, and whatever happened twice. */
export function untruths(
  changes: readonly ReportedChange[],
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  const work = workBetween(before, after);
  const times = new Map<string, number>();
  for (const one of work) times.set(keyOf(one), (times.get(keyOf(one)) ?? 0) + 1);
  const reported = new Map(changes.map((change) => [keyOf(workOf(change)), change]));
  const lies = changes.flatMap((change) =>
    lieOf(change, times.get(keyOf(workOf(change))) ?? 0, before, after),
  );
  for (const [key, count] of times) {
    const route = key.split(' ')[0] ?? '';
    if (count > 1 && ONCE.has(route)) lies.push(`${key}: done ${String(count)} times`);
    if (!reported.has(key)) lies.push(`${key}: done, and reported by nobody`);
  }
  const mails = after.counters.mailsSent.slice(before.counters.mailsSent.length);
  if (new Set(mails).size < mails.length) lies.push(`mail sent twice: ${mails.join(', ')}`);
  return lies;
}

function lieOf(
  change: ReportedChange,
  done: number,
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  switch (change.status) {
    case 'applied':
      if (!isFulfilled(change, after)) return [`${change.id}: reported applied, and the team is not so`];
      return done > 0 || isFulfilled(change, before) ? [] : [`${change.id}: reported applied, never done`];
    case 'failed':
    case 'skipped':
    case 'planned':
      return done === 0 ? [] : [`${change.id}: reported ${change.status}, and it was done`];
    case 'unknown':
      return [];
    default:
      return [`${change.id}: reported ${change.status}`];
  }
}
