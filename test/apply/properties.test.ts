import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute } from '../../src/apply/execute.ts';
import { leavesTrace, type Traceable } from '../../src/apply/standing.ts';
import type { Answers, ChangeResult, Journal } from '../../src/apply/types.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Member } from '../../src/team.ts';
import { groupIdOf } from '../helpers/fake-reader.ts';
import { FakeTeam } from '../helpers/fake-team.ts';
import { randomRuns, type RandomRun } from './random-runs.ts';
import { teamOf, workOf } from './run.ts';
import { surroundings } from './surroundings.ts';

const RUNS = { numRuns: 400 };
const WRITES: ReadonlySet<string> = new Set([
  'addMembers',
  'removeMember',
  'suspendMember',
  'unsuspendMember',
  'recoverMember',
  'setProfile',
  'setRole',
  'remindMember',
  'addToGroup',
  'removeFromGroup',
  'moveFiles',
]);

/** Refusals with which Dropbox says that somebody is in a group already, or out of it. */
const AGAIN: ReadonlySet<string> = new Set(['duplicate_user', 'member_not_in_group']);

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
  /** Calls, and those that were not made because there was no group to put anybody into. */
  calls: number;
  groupsCreated: number;
}

async function playOut(random: RandomRun): Promise<Ended> {
  const { changes } = random;
  const team = teamFor(random);
  const sent: Change[] = [];
  const intents: (readonly Change[])[] = [];
  let answers = 0;
  let withoutGroup = 0;
  const journal: Journal = {
    intent: (some) => Promise.resolve(intents.push(some)),
    job: () => Promise.resolve(),
    answer: (_call, some) => {
      answers += 1;
      if (some.every(([, { error }]) => error?.message.startsWith('Nothing was sent') === true))
        withoutGroup += 1;
      else if (!wasRefusedWhole(some)) sent.push(...some.map(([change]) => change));
      return Promise.resolve();
    },
  };
  const outside = surroundings(team, { journal, concurrency: random.concurrency });
  const { results, stopped } = await execute(workOf(changes), outside);
  const calls = team.calls.filter(({ method }) => WRITES.has(method)).length;
  const { members } = await team.readTeam();
  const effects = (change: Change): number =>
    team.effects.filter((effect) => effect === effectOf(change)).length;
  return {
    result: ({ id }) => results.get(id),
    sent: (change) => sent.filter((one) => one === change).length,
    effects,
    isDone: (change) => (leavesTrace(change) ? isDone(change, members) : effects(change) > 0),
    stopped: stopped !== null,
    intents: intents.length,
    answers,
    calls: calls + withoutGroup,
    groupsCreated: team.effects.filter((effect) => effect.startsWith('createGroup')).length,
  };
}

/** The team of a plan, and what others have done to it since. */
function teamFor({ changes, tricks, overtaken, lag, groupLag, refusesInPart }: RandomRun): FakeTeam {
  const team = new FakeTeam(tricks, teamOf(changes));
  for (const { action, memberId } of changes) {
    if (memberId === null || !overtaken.includes(memberId)) continue;
    team.alter(memberId, { groups: action === 'group_add' ? ['g:everyone', 'g:Eng'] : ['g:everyone'] });
  }
  return Object.assign(team, { lag, groupLag, refusesInPart });
}

function wasRefusedWhole(answers: Answers): boolean {
  return answers.length > 1 && answers.every(([, { error }]) => error?.code === 'bad_request');
}

/** What the team keeps of a change that took effect. */
function effectOf(change: Change): string {
  const who = change.memberId ?? change.email;
  switch (change.action) {
    case 'group_add':
      return `addToGroup ${who} ${groupIdOf(change.after.group)}`;
    case 'group_remove':
      return `removeFromGroup ${who} ${groupIdOf(change.before.group)}`;
    case 'set_role':
      return `setRole ${who}`;
    case 'invite':
      return `remindMember ${who}`;
    case 'transfer':
      return `moveFiles ${who}`;
    default:
      return who;
  }
}

/** What the team shows, whatever was answered. */
function isDone(change: Traceable, members: readonly Member[]): boolean {
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
    case 'group_add':
      return now?.groups.includes(groupIdOf(change.after.group)) === true;
    case 'group_remove':
      return now?.groups.includes(groupIdOf(change.before.group)) === false;
    case 'set_role':
      return now?.roles.map(({ id }) => id).join() === (change.options.roleId ?? '');
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
  expect(ended.groupsCreated).toBeLessThanOrEqual(1);
  for (const change of changes) {
    const result = ended.result(change);
    const isDone = ended.isDone(change);
    const told = `${change.id}: ${JSON.stringify(result)}, ${isDone ? 'done' : 'not done'}`;
    expect(ended.sent(change), told).toBeLessThanOrEqual(leavesTrace(change) ? 2 : 1);
    expect(ended.effects(change), told).toBeLessThanOrEqual(1);
    expect(result, told).toBeDefined();
    if (result?.status === 'applied') expect(isDone, told).toBe(true);
    // Only a look tells it, and a look that lags, or the one that a stopped run does not make any more, does not.
    const mayBeUntold = result?.status === 'unknown' && (ended.stopped || lag > 0 || !leavesTrace(change));
    // What others did is nobody's success, unless Dropbox refused to do it again.
    const isOurs = ended.effects(change) > 0 || AGAIN.has(result?.error?.code ?? '');
    if (isDone && isOurs && !mayBeUntold) expect(result?.status, told).toBe('applied');
    if (result?.status === 'unknown' && !ended.stopped && leavesTrace(change))
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
