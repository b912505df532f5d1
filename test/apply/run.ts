import { execute } from '../../src/apply/execute.ts';
import type { Results, Surroundings, Work } from '../../src/apply/types.ts';
import type { TeamsyncError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Actual, Group, Member, MemberStatus } from '../../src/team.ts';
import { idOf } from '../helpers/changes.ts';
import { groupIdOf } from '../helpers/fake-reader.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { member, person } from '../helpers/team-builder.ts';
import { ADMIN_ROLE } from './changes.ts';
import { surroundings, type Stage } from './surroundings.ts';

/** What became of each change, as `status` or `status code`, by id. */
export function outcomesOf(results: Results): Record<string, string> {
  return Object.fromEntries(
    [...results].map(([id, { status, error }]) => [id, error === null ? status : `${status} ${error.code}`]),
  );
}

/**
 * Carries out changes on a team with these tricks, after `prepare` has done to it what happened since the plan; only
 * `p@x.org` has a name.
 */
export async function run(
  changes: Change[],
  tricks: Readonly<Record<string, Trick>> = {},
  {
    overbooked = 0,
    steps = null,
    maxFailures = 0,
    ...fields
  }: Partial<Surroundings & Pick<Work, 'overbooked' | 'steps' | 'maxFailures'>> = {},
  prepare: (team: FakeTeam, outside: Stage) => void = () => undefined,
): Promise<{
  team: FakeTeam;
  outside: Stage;
  stopped: TeamsyncError | null;
  outcomes: Record<string, string>;
}> {
  const team = new FakeTeam(tricks, teamOf(changes));
  const outside = surroundings(team, fields);
  prepare(team, outside);
  const people = new Map([['p@x.org', person({ email: 'p@x.org', givenName: 'Pia', surname: 'Paz' })]]);
  const planned = plannedFor(changes);
  const work = { changes, people, planned, overbooked, steps, maxFailures };
  const { results, stopped } = await execute(work, outside);
  return { team, outside, stopped, outcomes: outcomesOf(results) };
}

/** Everybody whom the changes are about, as they were when they were planned, by id. */
export function plannedFor(changes: readonly Change[]): ReadonlyMap<string, Member> {
  return new Map(teamOf(changes).members.map((one) => [one.id, one]));
}

/** What a run needs to know of changes that are all applied at once. */
export function workOf(changes: readonly Change[]): Work {
  const planned = plannedFor(changes);
  return { changes, people: new Map(), planned, overbooked: 0, steps: null, maxFailures: 0 };
}

/** A team of exactly the people whom the changes are about and of those who get their files, with the groups named. */
export function teamOf(changes: readonly Change[]): Actual {
  const members = new Map<string, Member>();
  for (const change of changes) {
    if (change.memberId !== null) members.set(change.memberId, before(change, members.get(change.memberId)));
  }
  for (const { options } of changes) {
    if ('transferTo' in options) members.set(idOf(options.transferTo), member({ email: options.transferTo }));
  }
  return {
    team: { id: 'dbtid:1', name: 'Acme', licences: { licensed: 100, used: 0, free: 100 } },
    admin: null,
    members: [...members.values()],
    groups: groupsIn(changes),
    roles: null,
    listing: { complete: true, listed: members.size, counted: members.size },
  };
}

/** Whoever has several changes is as all of them together want them to have been. */
function before(change: Change, known: Member | undefined): Member {
  const { action, email, memberId, before: facts } = change;
  const { externalId, role, group, ...rest } = facts ?? {};
  const id = memberId === null ? {} : { id: memberId };
  const status = known?.status ?? statusBefore(action);
  const one = member({ email, ...rest, externalId: externalId ?? null, ...id, status });
  const roles = role === undefined || role === 'member' ? [] : [ADMIN_ROLE];
  const groups = [...(known ?? one).groups, ...(group === undefined ? [] : [groupIdOf(group)])];
  return { ...one, roles: [...(known?.roles ?? []), ...roles], groups };
}

function statusBefore(action: Change['action']): MemberStatus {
  switch (action) {
    case 'recover':
    case 'transfer':
      return 'removed';
    case 'unsuspend':
      return 'suspended';
    case 'invite':
      return 'invited';
    default:
      return 'active';
  }
}

function groupsIn(changes: readonly Change[]): Group[] {
  const names = changes.flatMap((change) => {
    if (change.action === 'group_remove') return change.before.group;
    return change.action === 'group_add' && change.options.groupId !== null ? change.after.group : [];
  });
  return [...new Set(names)].map((name) => ({ id: groupIdOf(name), name, management: 'company' }));
}

/** `p1@x.org`, `p2@x.org` and so on. */
export function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${String(index + 1)}@x.org`);
}
