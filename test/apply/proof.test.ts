import { describe, expect, test } from 'vitest';
import type { Group } from '../../src/team.ts';
import { LostAnswerError } from '../../src/errors.ts';
import { idOf } from '../helpers/changes.ts';
import { EVERYTHING_ON, inSync, type World } from '../helpers/team-builder.ts';
import { play } from './play.ts';

const EMAIL = 'p1@example.com';
const MEMBER = idOf(EMAIL);
const JOINER = 'new@example.com';
const ENG: Group = { id: 'g:Engineering', name: 'Engineering', management: 'company' };
const grouped = inSync(20)
  .settings(EVERYTHING_ON)
  .settings({ groups: { enabled: true, map: { eng: 'Engineering', ops: 'Operations' }, create: true } })
  .offering({ groups: [ENG] });

function joining(world: World, email: string, ...groups: string[]): World {
  return world.withPerson({ email, groups });
}

describe('groups', () => {
  test('are proven by a reading of the team with its groups', async () => {
    const world = joining(joining(grouped, EMAIL, 'eng', 'ops'), JOINER, 'ops');
    const { applied, team, outcomes } = await play(world);
    expect(outcomes).toEqual({
      [`provision:${JOINER}`]: 'applied',
      [`group_add:${EMAIL}:Engineering`]: 'applied',
      [`group_add:${EMAIL}:Operations`]: 'applied',
      [`group_add:${JOINER}:Operations`]: 'applied',
    });
    expect(applied).toMatchObject({ verified: true, differences: [], stopped: null });
    expect(team.log).toEqual([
      `addMembers ${JOINER}`,
      `addToGroup g:Engineering ${MEMBER}`,
      'createGroup Operations',
      `addToGroup g:Operations ${MEMBER} ${JOINER}`,
      'readTeam',
    ]);
  });

  test('whose change failed are what still differs', async () => {
    const { applied } = await play(joining(grouped, EMAIL, 'eng'), {
      [MEMBER]: { kind: 'refused', code: 'some_refusal' },
    });
    expect(applied).toMatchObject({ verified: false, differences: [`group_add:${EMAIL}:Engineering`] });
  });

  test('of somebody who came back are put right in the same run', async () => {
    const world = joining(grouped, EMAIL, 'eng').withMember({
      email: EMAIL,
      status: 'removed',
      recoverable: true,
      groups: ['g:everyone', ENG.id],
    });
    const { applied, outcomes } = await play(world, {}, ({ team }) => {
      team.onCall = ({ method }) => {
        if (method === 'recoverMember') team.alter(MEMBER, { groups: ['g:everyone'] });
      };
      return {};
    });
    expect(applied).toMatchObject({ verified: true, differences: [], stopped: null });
    expect(outcomes).toEqual({
      [`recover:${EMAIL}`]: 'applied',
      [`group_add:${EMAIL}:Engineering`]: 'applied',
    });
    expect(applied.changes.map(({ id }) => id)).toEqual(Object.keys(outcomes));
  });
});

describe('roles', () => {
  test('are proven by a reading of the team with its roles', async () => {
    const roles = [{ id: 'pid_dbtmr:admin', name: 'Team' }];
    const world = inSync(20)
      .settings(EVERYTHING_ON)
      .settings({ roles: { enabled: true } })
      .offering({ roles })
      .withPerson({ email: EMAIL, role: 'Team' });
    const { applied, outcomes, team } = await play(world);
    expect(outcomes).toEqual({ [`set_role:${EMAIL}`]: 'applied' });
    expect(applied).toMatchObject({ verified: true, differences: [] });
    expect(team.log).toEqual([`setRole ${MEMBER}`, 'readTeam']);
  });
});

test.each([true, false])(
  'as much of the team is read for the proof as the plan was made from (groups and roles: %s)',
  async (read) => {
    const offered = read ? { groups: [ENG], roles: [] } : { groups: null, roles: null };
    const world = inSync(20).settings(EVERYTHING_ON).withoutPerson(EMAIL).offering(offered);
    const { team } = await play(world);
    expect(team.calls.at(-1)).toMatchObject({
      method: 'readTeam',
      argument: { groups: read ? 'required' : 'none', roles: read },
    });
  },
);

describe('a run in steps', () => {
  const leaving = inSync(20)
    .settings(EVERYTHING_ON)
    .settings({ safety: { maxDeprovisions: '100%' } })
    .withoutPerson('p1@example.com')
    .withoutPerson('p2@example.com')
    .withoutPerson('p3@example.com');
  const refused = { [MEMBER]: { kind: 'refused', code: 'remove_last_admin' } } as const;

  test('that stopped has the team read all the same, and tells what is left', async () => {
    const { applied, outcomes, team } = await play(leaving, refused, () => ({ steps: [1], maxFailures: 0 }));
    expect(outcomes).toEqual({
      'deprovision:p1@example.com': 'failed remove_last_admin',
      'deprovision:p2@example.com': 'skipped canary_stopped',
      'deprovision:p3@example.com': 'skipped canary_stopped',
    });
    expect(applied.stopped).toMatchObject({ exitCode: 4, code: 'canary_stopped' });
    expect(applied.differences).toEqual(Object.keys(outcomes));
    expect(team.log).toEqual([`removeMember ${MEMBER}`, 'readTeam']);
  });

  test('may fail as often as it is told, and not at all when it is not', async () => {
    const told = await play(leaving, refused, () => ({ steps: [1], maxFailures: 1 }));
    expect(told.applied.stopped).toBeNull();
    const untold = await play(leaving, refused, () => ({ steps: [1] }));
    expect(untold.applied.stopped).toMatchObject({ code: 'canary_stopped' });
  });

  test('whose doubt the reading dispels has stopped for it all the same', async () => {
    const lost = new LostAnswerError('lost_answer', 'Lost.');
    const { applied, outcomes } = await play(
      leaving,
      { [MEMBER]: { kind: 'job', polls: 0, checkFails: lost } },
      ({ team, outside }) => {
        team.onCall = ({ method }) => {
          if (method === 'readTeam') team.alter(MEMBER, { status: 'removed' });
        };
        return { steps: [1], jobBudgetMs: 0, sleep: outside.sleep };
      },
    );
    expect(applied.stopped).toMatchObject({ code: 'canary_stopped' });
    expect(outcomes['deprovision:p2@example.com']).toBe('skipped canary_stopped');
  });
});
