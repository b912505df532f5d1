import { execute } from '../../src/apply/execute.ts';
import type { Results, Surroundings } from '../../src/apply/types.ts';
import type { TeamsyncError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/types.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { member, person } from '../helpers/team-builder.ts';
import type { Actual, Member } from '../../src/team.ts';
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
  { overbooked = 0, ...fields }: Partial<Surroundings> & { overbooked?: number } = {},
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
  const { results, stopped } = await execute({ changes, people, planned, overbooked }, outside);
  return { team, outside, stopped, outcomes: outcomesOf(results) };
}

/** Everybody whom the changes are about, as they were when they were planned, by id. */
export function plannedFor(changes: readonly Change[]): ReadonlyMap<string, Member> {
  return new Map(teamOf(changes).members.map((one) => [one.id, one]));
}

/** A team of exactly the people whom the changes are about. */
export function teamOf(changes: readonly Change[]): Actual {
  const members = changes.flatMap((change) => (change.memberId === null ? [] : [before(change)]));
  return {
    team: { id: 'dbtid:1', name: 'Acme', licences: { licensed: 100, used: 0, free: 100 } },
    admin: null,
    members,
    listing: { complete: true, listed: members.length, counted: members.length },
  };
}

function before({ action, email, memberId, before: facts }: Change): Member {
  const status = action === 'recover' ? 'removed' : action === 'unsuspend' ? 'suspended' : 'active';
  const { externalId, ...known } = facts ?? {};
  const id = memberId === null ? {} : { id: memberId };
  return member({ email, ...known, externalId: externalId ?? null, ...id, status });
}

/** `p1@x.org`, `p2@x.org` and so on. */
export function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${String(index + 1)}@x.org`);
}
