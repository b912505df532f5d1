import { expect, test } from 'vitest';
import { impactOfRemoval } from '../../../src/commands/explain/removal.ts';
import type { Explanation } from '../../../src/render/explanation.ts';
import { inSync, NOW, type World } from '../../helpers/team-builder.ts';
import { foundIn } from './explained.ts';

const P1 = 'p1@example.com';
const GROUPS = [
  { id: 'g:everyone', name: 'Everyone', management: 'system' },
  { id: 'g:eng', name: 'Engineering', management: 'company' },
  { id: 'g:hr', name: 'HR', management: 'company' },
] as const;
const world = inSync(3)
  .settings({ groups: { map: { eng: 'Engineering' } } })
  .offering({ groups: [...GROUPS] })
  .withMember({ email: P1, groups: ['g:everyone', 'g:hr', 'g:eng'] });

const impact = (here: World): Explanation['impact'] => {
  const { settings, actual } = here.input();
  return impactOfRemoval(foundIn(here, P1), { people: here.people, settings }, actual, NOW);
};

test('what goes with an account is told whatever the roster and the settings want', () => {
  const expected = {
    roles: [],
    joinedOn: '2025-01-01T00:00:00Z',
    groups: ['Engineering', 'HR'],
    soleMemberOf: ['Engineering'],
    freesLicence: true,
  };
  expect(impact(world)).toEqual(expected);
  expect(impact(world.withoutPerson(P1))).toEqual(expected);
  expect(impact(world.settings({ deprovision: { method: 'suspend' } }))).toEqual(expected);
  expect(impact(world.settings({ deprovision: { afterDays: 30 } }))).toEqual(expected);
});

test('a limited member frees no licence', () => {
  expect(impact(world.withMember({ email: P1, membership: 'limited' }))).toMatchObject({
    freesLicence: false,
  });
});

test('groups that were not read are unknown', () => {
  expect(impact(world.offering({ groups: null }))).toMatchObject({ groups: null, soleMemberOf: [] });
});

test('who is not on the team has none', () => {
  expect(impact(world.withMember({ email: P1, status: 'removed' }))).toBeNull();
  expect(impact(world.withoutMember(P1))).toBeNull();
});
