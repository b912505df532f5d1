import { describe, expect, test } from 'vitest';
import { makeCertain, type Certainty } from '../../src/apply/certainty.ts';
import type { Answers, ChangeResult } from '../../src/apply/types.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Member } from '../../src/team.ts';
import { deprovision, idOf, provision, recover, suspend, unsuspend } from '../helpers/changes.ts';
import { FakeTeam } from '../helpers/fake-team.ts';
import { plannedFor, teamOf } from './run.ts';
import { surroundings, type Stage } from './surroundings.ts';

const APPLIED: ChangeResult = { status: 'applied', error: null };

function failed(code: string): ChangeResult {
  return { status: 'failed', error: { code, message: 'No.' } };
}

function unknown(code: string): ChangeResult {
  return { status: 'unknown', error: { code, message: 'Lost.' } };
}

/** Makes answers certain on a team of their people, after `prepare` has done to it what the changes did. */
async function certain(
  answers: Answers,
  prepare: (team: FakeTeam) => void = () => undefined,
): Promise<Certainty & { team: FakeTeam; outside: Stage; states: Record<string, string> }> {
  const changes = answers.map(([change]) => change);
  const team = new FakeTeam({}, teamOf(changes));
  const outside = surroundings(team);
  prepare(team);
  const certainty = await makeCertain(answers, { planned: plannedFor(changes) }, outside);
  const states = Object.fromEntries([
    ...certainty.answers.map(([{ id }, { status, error }]) => [
      id,
      error === null ? status : `${status} ${error.code}`,
    ]),
    ...certainty.again.map(({ change, reason }) => [change.id, `again ${reason.code}`]),
  ]) as Record<string, string>;
  return { ...certainty, team, outside, states };
}

const s = suspend('s@x.org');
const u = unsuspend('u@x.org');
const d = deprovision('d@x.org');
const r = recover('r@x.org');

test('answers without a doubt are left alone, and nobody is looked at', async () => {
  const answers: Answers = [
    [s, APPLIED],
    [d, failed('remove_last_admin')],
    [u, { status: 'skipped', error: { code: 'interrupted', message: 'Stop.' } }],
  ];
  const certainty = await certain(answers);
  expect(certainty).toMatchObject({ answers, again: [], stop: null });
  expect(certainty.team.calls).toEqual([]);
});

test('there may be no answers at all', async () => {
  expect(await certain([])).toMatchObject({ answers: [], again: [], stop: null });
});

describe('a refusal that Dropbox also gives when the first try worked', () => {
  const replays: [string, Change & { memberId: string }, Member['status']][] = [
    ['suspend_inactive_user', s, 'suspended'],
    ['unsuspend_non_suspended_member', u, 'active'],
    ['user_not_found', d, 'removed'],
    ['user_not_in_team', d, 'removed'],
    ['user_unrecoverable', r, 'active'],
    ['user_not_found', r, 'active'],
  ];

  test.each(replays)('%s is applied where the look shows it done', async (code, change, status) => {
    const { states, team, outside } = await certain([[change, failed(code)]], (one) => {
      one.alter(change.memberId, { status });
    });
    expect(states).toEqual({ [change.id]: 'applied' });
    expect(team.calls).toHaveLength(1);
    expect(outside.waits).toEqual([]);
  });

  test.each(replays)('%s is believed where the look shows nothing of it', async (code, change) => {
    const { answers, again, team, outside } = await certain([[change, failed(code)]]);
    expect(answers).toEqual([[change, failed(code)]]);
    expect(again).toEqual([]);
    expect(team.calls).toHaveLength(1);
    expect(outside.waits).toEqual([]);
  });

  test.each(['user_already_on_team', 'duplicate_external_member_id'])(
    '%s is applied for whoever is on the team with the right external id, and for nobody else',
    async (code) => {
      const [mine, theirs, elsewhere] = ['m', 't', 'e'].map((name) =>
        provision(`${name}@x.org`, { externalId: `E-${name}` }),
      ) as [Change, Change, Change];
      const { states } = await certain(
        [mine, theirs, elsewhere].map((change) => [change, failed(code)]),
        (team) => {
          const people = [
            { email: 'm@x.org', externalId: 'E-m' },
            { email: 't@x.org', externalId: 'E-other' },
          ];
          const names = { givenName: null, surname: null };
          const options = { sendWelcomeEmail: false, directoryRestricted: false };
          void team.addMembers(people.map((person) => ({ ...person, ...names, ...options })));
        },
      );
      expect(states).toEqual({
        [mine.id]: 'applied',
        [theirs.id]: `failed ${code}`,
        [elsewhere.id]: `failed ${code}`,
      });
    },
  );

  test('is believed for somebody in a third state, whom others brought there', async () => {
    const { states } = await certain([[s, failed('user_not_found')]], (team) => {
      team.alter(s.memberId, { status: 'removed' });
    });
    expect(states).toEqual({ [s.id]: 'failed user_not_found' });
  });
});

describe('a job that is still running', () => {
  test('is applied when one look shows it', async () => {
    const { states, team } = await certain([[d, unknown('job_still_running')]], (one) => {
      one.alter(d.memberId, { status: 'removed' });
    });
    expect(states).toEqual({ [d.id]: 'applied' });
    expect(team.calls).toHaveLength(1);
  });

  test.each([
    ['nothing is to be seen of it', {}],
    ['somebody else changed the person', { roles: [{ id: 'pid_dbtmr:1', name: 'Team' }] }],
  ])('stays unknown after one look when %s, and is never sent again', async (_name, fields) => {
    const { answers, again, team, outside } = await certain([[d, unknown('job_still_running')]], (one) => {
      one.alter(d.memberId, fields);
    });
    expect(answers).toEqual([[d, unknown('job_still_running')]]);
    expect(again).toEqual([]);
    expect(team.calls).toHaveLength(1);
    expect(outside.waits).toEqual([]);
  });
});

describe('a lost answer', () => {
  test('is applied, in a third state, or to be sent again', async () => {
    const { states, stop } = await certain(
      [
        [s, unknown('lost_answer')],
        [d, unknown('lost_answer')],
        [u, unknown('lost_answer')],
      ],
      (team) => {
        team.alter(s.memberId, { status: 'suspended' });
        team.alter(d.memberId, { status: 'suspended' });
      },
    );
    expect(states).toEqual({
      [s.id]: 'applied',
      [d.id]: 'unknown changed_meanwhile',
      [u.id]: 'again lost_answer',
    });
    expect(stop).toBeNull();
  });
});

test('a mixture is told apart: sure answers stay, one look for refusals and running jobs, many for the lost', async () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => provision(`${name}@x.org`));
  const results = [
    APPLIED,
    failed('user_on_another_team'),
    failed('user_already_on_team'),
    unknown('job_still_running'),
    unknown('no_item'),
    unknown('no_answer'),
  ];
  const { states, team } = await certain(
    people.flatMap((change, index) => {
      const result = results[index];
      return result === undefined ? [] : [[change, result]];
    }),
  );
  expect(states).toMatchObject({
    'provision:a@x.org': 'applied',
    'provision:b@x.org': 'failed user_on_another_team',
    'provision:c@x.org': 'failed user_already_on_team',
    'provision:d@x.org': 'unknown job_still_running',
    'provision:e@x.org': 'again no_item',
  });
  expect(Object.keys(states)).toHaveLength(6);
  expect(team.calls.map(({ who }) => who)).toEqual([
    ['c@x.org', 'd@x.org'],
    ...Array<string[]>(7).fill(['e@x.org', 'f@x.org']),
  ]);
});

test('each change that is sent again keeps its own reason', async () => {
  const { states } = await certain([
    [s, unknown('no_item')],
    [d, unknown('no_answer')],
  ]);
  expect(states).toEqual({ [s.id]: 'again no_item', [d.id]: 'again no_answer' });
});

describe('people who cannot be looked at', () => {
  test.each([
    ['after a lost answer', unknown('lost_answer')],
    ['after a refusal that may be a replay', failed('suspend_inactive_user')],
  ])('%s stop the run, and every answer stays as it was', async (_name, result) => {
    const answers: Answers = [
      [d, APPLIED],
      [s, result],
    ];
    const down = new UnavailableError('dropbox_unavailable', 'Down.');
    const certainty = await certain(answers, (team) => {
      team.lookErrors.push(down);
    });
    expect(certainty).toMatchObject({ answers, again: [] });
    expect(certainty.stop).toBe(down);
  });

  test('for a mistake of our own stop it as well', async () => {
    const { stop } = await certain([[s, unknown('lost_answer')]], (team) => {
      team.lookErrors.push(new TypeError('undefined is not a function'));
    });
    expect(stop).toMatchObject({ code: 'unexpected', exitCode: 1 });
  });

  test('after an earlier look lose nothing that it showed', async () => {
    const { states, stop } = await certain(
      [
        [s, unknown('lost_answer')],
        [d, unknown('lost_answer')],
      ],
      (team) => {
        team.alter(idOf('s@x.org'), { status: 'suspended' });
        team.onCall = () => {
          if (team.calls.length === 2) team.lookErrors.push(new UnavailableError('gone', 'Down.'));
        };
      },
    );
    expect(stop).toMatchObject({ code: 'gone' });
    expect(states).toEqual({ [s.id]: 'applied', [d.id]: 'unknown lost_answer' });
  });
});
