import { execute } from '../../src/apply/execute.ts';
import type { Results, Surroundings } from '../../src/apply/types.ts';
import type { TeamsyncError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/types.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { person } from '../helpers/team-builder.ts';
import { surroundings, type Stage } from './surroundings.ts';

/** What became of each change, as `status` or `status code`, by id. */
export function outcomesOf(results: Results): Record<string, string> {
  return Object.fromEntries(
    [...results].map(([id, { status, error }]) => [id, error === null ? status : `${status} ${error.code}`]),
  );
}

/** Carries out changes on a team with these tricks; only `p@x.org` has a name. */
export async function run(
  changes: Change[],
  tricks: Readonly<Record<string, Trick>> = {},
  { overbooked = 0, ...fields }: Partial<Surroundings> & { overbooked?: number } = {},
): Promise<{
  team: FakeTeam;
  outside: Stage;
  stopped: TeamsyncError | null;
  outcomes: Record<string, string>;
}> {
  const team = new FakeTeam(tricks);
  const outside = surroundings(team, fields);
  const people = new Map([['p@x.org', person({ email: 'p@x.org', givenName: 'Pia', surname: 'Paz' })]]);
  const { results, stopped } = await execute({ changes, people, overbooked }, outside);
  return { team, outside, stopped, outcomes: outcomesOf(results) };
}

/** `p1@x.org`, `p2@x.org` and so on. */
export function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${String(index + 1)}@x.org`);
}
