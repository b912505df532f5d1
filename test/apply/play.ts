import { applyPlan, type Application, type Applied } from '../../src/apply/apply.ts';
import type { Surroundings } from '../../src/apply/types.ts';
import { planChanges } from '../../src/plan/plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import type { Actual } from '../../src/team.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import type { World } from '../helpers/team-builder.ts';
import { outcomesOf } from './run.ts';
import { surroundings, type Stage } from './surroundings.ts';

export interface Played {
  applied: Applied;
  team: FakeTeam;
  outside: Stage;
  outcomes: Record<string, string>;
}

/** Plans a world with the real planner and applies the plan to a team in memory that starts as that world has it. */
export async function play(
  world: World,
  tricks: Record<string, Trick> = {},
  prepare: (parts: {
    team: FakeTeam;
    outside: Stage;
    replan: (actual: Actual) => Plan;
  }) => Partial<Surroundings & Pick<Application, 'replan' | 'steps' | 'maxFailures'>> = () => ({}),
): Promise<Played> {
  const input = world.input();
  const team = new FakeTeam(tricks, world.actual());
  const stage = surroundings(team);
  const plain = (actual: Actual): Plan => planChanges({ ...input, actual });
  const { replan = plain, steps, maxFailures, ...fields } = prepare({ team, outside: stage, replan: plain });
  const outside = { ...stage, ...fields };
  const people = new Map(world.people.map((person) => [person.email, person]));
  const plan = plain(world.actual());
  const applied = await applyPlan(
    {
      plan,
      actual: world.actual(),
      people,
      reader: team,
      replan,
      trusts: ({ listing }) => listing.complete,
      ...(steps === undefined ? {} : { steps }),
      ...(maxFailures === undefined ? {} : { maxFailures }),
    },
    outside,
  );
  return { applied, team, outside, outcomes: outcomesOf(applied.results) };
}
