import { describe, expect, test } from 'vitest';
import { findLookAlikes } from '../../src/plan/look-alikes.ts';
import { nearNames } from '../../src/plan/dropbox-groups.ts';
import { planChanges } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/types.ts';
import type { Group, Member, Person } from '../../src/team.ts';
import { ADMIN, EVERYTHING_ON, inSync, type World } from '../helpers/team-builder.ts';

/** Counts how often anything of a person or a member is read: passes over all pairs would show, whatever the machine. */
function counted(input: PlanInput): { input: PlanInput; reads: () => number } {
  let reads = 0;
  const watched = <T extends Person | Member>(one: T): T =>
    new Proxy(one, {
      get(target, name, receiver): unknown {
        reads += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  const members = input.actual.members.map(watched);
  const desired = input.desired.map(watched);
  return { input: { ...input, desired, actual: { ...input.actual, members } }, reads: () => reads };
}

const mail = (number: number): string => `p${String(number)}@example.com`;
const on = (people: number): World => inSync(people).settings(EVERYTHING_ON);
const eachOf = (people: number, change: (world: World, number: number) => World, start = on(people)): World =>
  Array.from({ length: people }, (_, index) => index + 1).reduce(change, start);
/** The admin comes last, where a search for them takes longest. */
const adminLast = (world: World): PlanInput => {
  const input = world.input();
  const members = [...input.actual.members].sort(
    (a, b) => Number(a.email === ADMIN) - Number(b.email === ADMIN),
  );
  return { ...input, actual: { ...input.actual, members } };
};

const CASES: [string, (people: number) => PlanInput][] = [
  ['nobody differs', (people) => on(people).input()],
  [
    'everybody leaves and hands the files on to the next one',
    (people) =>
      adminLast(
        eachOf(people, (world, number) =>
          world.withPerson({
            email: mail(number),
            wanted: 'unassigned',
            transferTo: number === people ? ADMIN : mail(number + 1),
          }),
        ),
      ),
  ],
  [
    'everybody gets another address and the old one goes to somebody new',
    (people) =>
      eachOf(people, (world, number) =>
        world
          .withPerson({ externalId: `E${String(number)}`, email: `moved${String(number)}@example.com` })
          .withPerson({ email: mail(number), externalId: `N${String(number)}` }),
      ).input(),
  ],
  [
    'all leavers and all joiners look alike',
    (people) =>
      eachOf(people, (world, number) =>
        world
          .withMember({ email: `info@old${String(number)}.example`, givenName: 'Info', surname: 'Desk' })
          .withPerson({ email: `info@new${String(number)}.example`, givenName: 'Info', surname: 'Desk' }),
      ).input(),
  ],
];

describe('a plan for twice as many people looks at most a little more than twice as often', () => {
  test.each(CASES)('where %s', (_name, make) => {
    const readsFor = (people: number): number => {
      const { input, reads } = counted(make(people));
      planChanges(input);
      return reads();
    };
    expect(readsFor(80)).toBeLessThanOrEqual(2.2 * readsFor(40));
  });
});

test('of many who look alike, each is told of one', () => {
  const plan = planChanges(
    eachOf(20, (world, number) =>
      world
        .withMember({ email: `info@old${String(number)}.example`, givenName: 'Info', surname: 'Desk' })
        .withPerson({ email: `info@new${String(number)}.example`, givenName: 'Info', surname: 'Desk' }),
    ).input(),
  );
  const alike = plan.blocked.filter(({ code }) => code === 'looks_like_rename');
  expect(alike).toHaveLength(40);
  for (const { message } of alike) expect(message.length).toBeLessThan(300);
  expect(findLookAlikes([], [], [])).toEqual(new Map());
});

test('a near name is found without looking at any group again', () => {
  let read = 0;
  const group = (name: string): Pick<Group, 'name'> => ({
    get name() {
      read += 1;
      return name;
    },
  });
  const near = nearNames(Array.from({ length: 100 }, (_, index) => group(`Team${String(index)}`)));
  const before = read;
  for (let index = 0; index < 100; index += 1) expect(near(`team${String(index)}`)).not.toBeNull();
  expect(read).toBe(before);
});
