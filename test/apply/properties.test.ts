import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute } from '../../src/apply/execute.ts';
import type { Answers, ChangeResult, Journal } from '../../src/apply/types.ts';
import type { Change } from '../../src/plan/types.ts';
import type { Member } from '../../src/team.ts';
import { FakeTeam } from '../helpers/fake-team.ts';
import { randomRuns, type RandomRun } from './random-runs.ts';
import { plannedFor, teamOf } from './run.ts';
import { surroundings } from './surroundings.ts';

const RUNS = { numRuns: 400 };
const WRITES: ReadonlySet<string> = new Set([
  'addMembers',
  'removeMember',
  'suspendMember',
  'unsuspendMember',
  'recoverMember',
  'setProfile',
]);

interface Ended {
  /** What became of a change. */
  result: (change: Change) => ChangeResult | undefined;
  /** Calls in which a person was, without batches that Dropbox refused as a whole. */
  sent: (change: Change) => number;
  effects: (change: Change) => number;
  isDone: (change: Change) => boolean;
  stopped: boolean;
  intents: number;
  answers: number;
  calls: number;
}

async function playOut({ changes, tricks, lag, concurrency }: RandomRun): Promise<Ended> {
  const team = new FakeTeam(tricks, teamOf(changes));
  team.lag = lag;
  const sent: Change[] = [];
  const intents: (readonly Change[])[] = [];
  let answers = 0;
  const journal: Journal = {
    intent: (some) => Promise.resolve(intents.push(some)),
    job: () => Promise.resolve(),
    answer: (_call, some) => {
      answers += 1;
      if (!wasRefusedWhole(some)) sent.push(...some.map(([change]) => change));
      return Promise.resolve();
    },
  };
  const { results, stopped } = await execute(
    { changes, people: new Map(), planned: plannedFor(changes), overbooked: 0 },
    surroundings(team, { journal, concurrency }),
  );
  const calls = team.calls.filter(({ method }) => WRITES.has(method)).length;
  const { members } = await team.readTeam();
  return {
    result: ({ id }) => results.get(id),
    sent: (change) => sent.filter((one) => one === change).length,
    effects: ({ memberId, email }) => team.effects.filter((who) => who === (memberId ?? email)).length,
    isDone: (change) => isDone(change, members),
    stopped: stopped !== null,
    intents: intents.length,
    answers,
    calls,
  };
}

function wasRefusedWhole(answers: Answers): boolean {
  return answers.length > 1 && answers.every(([, { error }]) => error?.code === 'bad_request');
}

/** What the team shows, whatever was answered. */
function isDone(change: Change, members: readonly Member[]): boolean {
  const now = members.find(({ id, email }) =>
    change.memberId === null ? email === change.email : id === change.memberId,
  );
  const wanted = change.after?.status;
  switch (change.action) {
    case 'provision':
      return now !== undefined;
    case 'recover':
      return now?.status !== 'removed';
    case 'update': {
      const { email, surname } = change.after;
      return (
        (email === undefined || now?.email === email) && (surname === undefined || now?.surname === surname)
      );
    }
    case 'unsuspend':
    case 'suspend':
    case 'deprovision':
      return now?.status === wanted;
  }
}

/** What holds for every run, however it went. */
function expectNothingLostOrTwice({ changes, lag }: RandomRun, ended: Ended): void {
  expect(ended.intents).toBe(ended.calls);
  expect(ended.answers).toBe(ended.calls);
  for (const change of changes) {
    const result = ended.result(change);
    const isDone = ended.isDone(change);
    const told = `${change.id}: ${JSON.stringify(result)}, ${isDone ? 'done' : 'not done'}`;
    expect(ended.sent(change), told).toBeLessThanOrEqual(2);
    expect(ended.effects(change), told).toBeLessThanOrEqual(1);
    expect(result, told).toBeDefined();
    if (result?.status === 'applied') expect(isDone, told).toBe(true);
    // Only a look tells it, and a look that lags, or the one that a stopped run does not make any more, does not.
    const mayBeUntold = result?.status === 'unknown' && (ended.stopped || lag > 0);
    if (isDone && !mayBeUntold) expect(result?.status, told).toBe('applied');
    if (result?.status === 'unknown' && !ended.stopped)
      expect(result.error.code, told).toBe('job_still_running');
  }
}

test('whatever is lost, no call takes effect twice, and applied is what the team shows', async () => {
  await fc.assert(
    fc.asyncProperty(randomRuns(), async (random) => {
      expectNothingLostOrTwice(random, await playOut(random));
    }),
    RUNS,
  );
});

test('the same holds when batches are refused as a whole', async () => {
  await fc.assert(
    fc.asyncProperty(randomRuns('malformed'), async (random) => {
      expectNothingLostOrTwice(random, await playOut(random));
    }),
    RUNS,
  );
});

test('a good part of the random runs goes to its end, and a good part of them needs a second call', async () => {
  const runs = fc.sample(randomRuns(), { numRuns: 200, seed: 1 });
  const ended = await Promise.all(runs.map(async (random) => ({ random, end: await playOut(random) })));
  expect(ended.filter(({ end }) => !end.stopped).length).toBeGreaterThan(60);
  expect(ended.filter(({ end }) => end.stopped).length).toBeGreaterThan(4);
  const twice = ended.filter(({ random, end }) => random.changes.some((change) => end.sent(change) === 2));
  expect(twice.length).toBeGreaterThan(60);
});
