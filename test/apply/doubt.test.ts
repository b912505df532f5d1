import { describe, expect, test } from 'vitest';
import { clearUp, type Clarity } from '../../src/apply/doubt.ts';
import type { Traceable } from '../../src/apply/standing.ts';
import type { Surroundings } from '../../src/apply/types.ts';
import { UnavailableError } from '../../src/errors.ts';
import { deprovision, idOf, provision, recover, suspend, unsuspend } from '../helpers/changes.ts';
import { FakeTeam, type Call } from '../helpers/fake-team.ts';
import { plannedFor, teamOf } from './run.ts';
import { surroundings, type Stage } from './surroundings.ts';

const REASON = { code: 'lost_answer', message: 'Lost.' };
const ALL_WAITS = [1000, 2000, 4000, 8000, 15_000, 30_000];

interface Cleared extends Clarity {
  /** What became of each change, by id; `notDone` included. */
  states: Record<string, string>;
  team: FakeTeam;
  outside: Stage;
  looks: Call[];
}

/** Clears up changes on a team of their people, after `prepare` has done to it what the changes did. */
async function clear(
  changes: Traceable[],
  prepare: (team: FakeTeam, outside: Stage) => void = () => undefined,
  fields: Partial<Surroundings> = {},
): Promise<Cleared> {
  const team = new FakeTeam({}, teamOf(changes));
  const outside = surroundings(team, fields);
  prepare(team, outside);
  const clarity = await clearUp({ changes, reason: REASON, planned: plannedFor(changes) }, outside);
  const states = Object.fromEntries([
    ...clarity.answers.map(([{ id }, { status, error }]) => [id, error === null ? status : error.code]),
    ...clarity.notDone.map(({ id }) => [id, 'not done']),
  ]) as Record<string, string>;
  const looks = team.calls.filter(({ method }) => method === 'lookUp');
  return { ...clarity, states, team, outside, looks };
}

const s = suspend('s@x.org');
const suspended = (team: FakeTeam): void => {
  team.alter(s.memberId, { status: 'suspended', suspendedOn: '2026-03-02T10:00:00Z' });
};

describe('looks', () => {
  test('a change that shows at once takes one look and no wait', async () => {
    const { states, looks, outside } = await clear([s], suspended);
    expect(states).toEqual({ [s.id]: 'applied' });
    expect(looks).toHaveLength(1);
    expect(outside.waits).toEqual([]);
  });

  test('a change that never shows is looked for during one minute, at growing intervals, and was not done', async () => {
    const { states, looks, outside, answers } = await clear([s]);
    expect(states).toEqual({ [s.id]: 'not done' });
    expect(answers).toEqual([]);
    expect(outside.waits).toEqual(ALL_WAITS);
    expect(outside.waits.reduce((sum, wait) => sum + wait)).toBe(60_000);
    expect(looks).toHaveLength(7);
  });

  test.each([1, 2, 3, 4, 5, 6])('a change that shows after %i stale looks is applied', async (lag) => {
    const { states, outside } = await clear([s], (team) => {
      suspended(team);
      team.lag = lag;
    });
    expect(states).toEqual({ [s.id]: 'applied' });
    expect(outside.waits).toEqual(ALL_WAITS.slice(0, lag));
  });

  test('only people of whom nothing shows yet are looked at again', async () => {
    const joiner = provision('p@x.org');
    const back = recover('r@x.org');
    const leaver = deprovision('d@x.org');
    const { states, looks } = await clear([s, joiner, back, leaver], (team) => {
      suspended(team);
      team.onCall = () => {
        const count = team.calls.length;
        if (count === 2) team.alter(back.memberId, { status: 'active' });
        if (count === 3) team.alter(leaver.memberId, { status: 'suspended' });
      };
    });
    expect(looks.slice(0, 5).map(({ who }) => who)).toEqual([
      [s.memberId, back.memberId, leaver.memberId, 'p@x.org'],
      [back.memberId, leaver.memberId, 'p@x.org'],
      [leaver.memberId, 'p@x.org'],
      ['p@x.org'],
      ['p@x.org'],
    ]);
    expect(states).toEqual({
      [s.id]: 'applied',
      [back.id]: 'applied',
      [leaver.id]: 'changed_meanwhile',
      [joiner.id]: 'not done',
    });
  });
});

describe('the budget of a job', () => {
  test.each([
    [0, []],
    [999, []],
    [1000, [1000]],
    [6999, [1000, 2000]],
    [7000, [1000, 2000, 4000]],
    [59_999, [1000, 2000, 4000, 8000, 15_000]],
    [60_000, ALL_WAITS],
  ])('of %i ms leaves the waits %j', async (jobBudgetMs, waits) => {
    const { states, outside, looks } = await clear([s], undefined, { jobBudgetMs });
    expect(outside.waits).toEqual(waits);
    expect(looks).toHaveLength(waits.length + 1);
    expect(states).toEqual({ [s.id]: 'not done' });
  });

  test('of nothing still shows what is done', async () => {
    const { states } = await clear([s], suspended, { jobBudgetMs: 0 });
    expect(states).toEqual({ [s.id]: 'applied' });
  });
});

describe('an interrupt', () => {
  test('before the first look leaves one look, and what it does not show unknown with the reason', async () => {
    const u = unsuspend('u@x.org');
    const { answers, notDone, outside, looks } = await clear([s, u], (team, stage) => {
      team.alter(u.memberId, { status: 'active' });
      stage.interrupt('SIGINT');
    });
    expect(answers).toEqual([
      [u, { status: 'applied', error: null }],
      [s, { status: 'unknown', error: REASON }],
    ]);
    expect(notDone).toEqual([]);
    expect(outside.waits).toEqual([]);
    expect(looks).toHaveLength(1);
  });

  test('during a wait ends the looks after the one that follows it', async () => {
    let interrupt = (): void => undefined;
    const waits: number[] = [];
    const { answers, notDone, looks } = await clear(
      [s],
      (_team, stage) => {
        interrupt = () => {
          stage.interrupt('SIGTERM');
        };
      },
      {
        sleep: (milliseconds) => {
          waits.push(milliseconds);
          if (milliseconds === 2000) interrupt();
          return Promise.resolve();
        },
      },
    );
    expect(waits).toEqual([1000, 2000]);
    expect(looks).toHaveLength(3);
    expect(answers).toEqual([[s, { status: 'unknown', error: REASON }]]);
    expect(notDone).toEqual([]);
  });

  test('is told to the waits, so that they can end early', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { outside } = await clear([s], undefined, {
      sleep: (_milliseconds, signal) => {
        signals.push(signal);
        return Promise.resolve();
      },
    });
    expect(signals).toEqual(Array(6).fill(outside.signal));
  });
});

test('somebody in a third state is unknown, with what their answer was lost to', async () => {
  const { answers } = await clear([deprovision('d@x.org')], (team) => {
    team.alter(idOf('d@x.org'), { roles: [{ id: 'pid_dbtmr:1', name: 'Team' }] });
  });
  expect(answers).toMatchObject([
    [{ id: 'deprovision:d@x.org' }, { status: 'unknown', error: { code: 'changed_meanwhile' } }],
  ]);
  expect(answers[0]?.[1].error?.message).toContain('lost_answer');
});

test.each([0, 2])('a look that fails after %i others is thrown', async (before) => {
  const down = new UnavailableError('dropbox_unavailable', 'Down.');
  const failing = clear([s], (team) => {
    team.onCall = () => {
      if (team.calls.length === before + 1) team.lookErrors.push(down);
    };
  });
  await expect(failing).rejects.toBe(down);
});
