import { describe, expect, test } from 'vitest';
import { execute } from '../../src/apply/execute.ts';
import {
  ForbiddenError,
  InterruptedError,
  LostAnswerError,
  UnauthorizedError,
  UnavailableError,
  type TeamsyncError,
} from '../../src/errors.ts';
import { deprovision, idOf, provision, rename, suspend } from '../helpers/changes.ts';
import { FakeTeam } from '../helpers/fake-team.ts';
import { addresses, outcomesOf, run, teamOf, workOf } from './run.ts';
import { surroundings } from './surroundings.ts';

test('progress counts every change once', async () => {
  const { outside } = await run([provision('p@x.org'), suspend('s@x.org')]);
  expect(outside.progress).toEqual(['1/2 provision:p@x.org', '2/2 suspend:s@x.org']);
});

describe('side by side', () => {
  test.each([1, 3, 16])('%i writes in flight are used and never exceeded', async (concurrency) => {
    const changes = addresses(40).map((email) => suspend(email));
    const { team } = await run(changes, {}, { concurrency });
    expect(team.greatestInFlight).toBe(concurrency);
    expect(team.log).toHaveLength(40);
  });

  test('updates that wait for an address are sent one by one', async () => {
    const { team } = await run(
      [rename('c@x.org', 'd@x.org'), rename('b@x.org', 'c@x.org'), rename('a@x.org', 'b@x.org')],
      {},
      { concurrency: 16 },
    );
    expect(team.greatestInFlight).toBe(1);
    expect(team.log).toEqual(['c@x.org', 'b@x.org', 'a@x.org'].map((email) => `setProfile ${idOf(email)}`));
  });

  test('a stage starts when the one before it is answered', async () => {
    const { team } = await run(
      [suspend('a@x.org'), suspend('b@x.org'), deprovision('c@x.org'), deprovision('d@x.org')],
      {},
      { concurrency: 16 },
    );
    expect(team.greatestInFlight).toBe(2);
  });
});

describe('one person’s failure', () => {
  test('stops nobody else', async () => {
    const { outcomes, stopped } = await run(
      [suspend('a@x.org'), suspend('b@x.org'), deprovision('c@x.org'), deprovision('d@x.org')],
      {
        [idOf('a@x.org')]: { kind: 'refused', code: 'suspend_last_admin' },
        [idOf('c@x.org')]: { kind: 'malformed' },
      },
    );
    expect(outcomes).toEqual({
      'suspend:a@x.org': 'failed suspend_last_admin',
      'suspend:b@x.org': 'applied',
      'deprovision:c@x.org': 'failed bad_request',
      'deprovision:d@x.org': 'applied',
    });
    expect(stopped).toBeNull();
  });
});

describe('what concerns the whole run', () => {
  const stops: [string, TeamsyncError, string][] = [
    ['a lost token', new UnauthorizedError('expired_access_token', 'Expired.'), 'failed'],
    ['a missing scope', new ForbiddenError('missing_scope', 'No scope.'), 'failed'],
    ['an unreachable Dropbox', new UnavailableError('dropbox_unavailable', 'Down.'), 'failed'],
  ];
  test.each(stops)('%s stops the run before its next call', async (_name, error, status) => {
    const { outcomes, stopped, team } = await run(
      [suspend('a@x.org'), suspend('b@x.org'), suspend('c@x.org'), deprovision('d@x.org')],
      { [idOf('b@x.org')]: { kind: 'throws', error } },
      { concurrency: 1 },
    );
    expect(outcomes).toEqual({
      'suspend:a@x.org': 'applied',
      'suspend:b@x.org': `${status} ${error.code}`,
      'suspend:c@x.org': `skipped ${error.code}`,
      'deprovision:d@x.org': `skipped ${error.code}`,
    });
    expect(stopped).toBe(error);
    expect(team.log).toHaveLength(2);
  });

  const lost = new LostAnswerError('lost_answer', 'Lost.');

  test('lost answers concern their own person and stop nobody else', async () => {
    const { outcomes, stopped } = await run(
      [suspend('a@x.org'), suspend('b@x.org'), suspend('c@x.org'), deprovision('d@x.org')],
      {
        [idOf('a@x.org')]: { kind: 'throws', error: lost, executed: true },
        [idOf('b@x.org')]: { kind: 'throws', error: lost, times: 1 },
        [idOf('d@x.org')]: { kind: 'throws', error: lost },
      },
      { concurrency: 1 },
    );
    expect(outcomes).toEqual({
      'suspend:a@x.org': 'applied',
      'suspend:b@x.org': 'applied',
      'suspend:c@x.org': 'applied',
      'deprovision:d@x.org': 'failed lost_answer',
    });
    expect(stopped).toBeNull();
  });

  test('five answers lost in a row stop the run before its next call', async () => {
    const people = addresses(5);
    const { outcomes, stopped, team } = await run(
      people.map((email) => suspend(email)),
      Object.fromEntries(people.map((email) => [idOf(email), { kind: 'throws', error: lost }])),
      { concurrency: 1 },
    );
    expect(Object.values(outcomes)).toEqual([
      // Two calls each, and the fifth lost answer is the first one of the third person.
      'failed lost_answer',
      'failed lost_answer',
      'unknown lost_answer',
      'skipped lost_answer',
      'skipped lost_answer',
    ]);
    expect(stopped).toBe(lost);
    expect(team.log).toHaveLength(5);
  });

  test('a refusal between lost answers shows that Dropbox can be reached', async () => {
    const people = addresses(5);
    const { stopped, team } = await run(
      people.map((email) => suspend(email)),
      Object.fromEntries(
        people.map((email, index) => [
          idOf(email),
          index === 2 ? { kind: 'malformed' } : { kind: 'throws', error: lost },
        ]),
      ),
      { concurrency: 1 },
    );
    expect(stopped).toBeNull();
    expect(team.log).toHaveLength(9);
  });

  test('calls that were in flight when the run stopped are waited for', async () => {
    const { outcomes, team } = await run(
      addresses(5).map((email) => suspend(email)),
      { [idOf('p1@x.org')]: { kind: 'throws', error: new UnavailableError('dropbox_unavailable', 'Down.') } },
      { concurrency: 3 },
    );
    expect(team.log).toHaveLength(3);
    expect(outcomes).toEqual({
      'suspend:p1@x.org': 'failed dropbox_unavailable',
      'suspend:p2@x.org': 'applied',
      'suspend:p3@x.org': 'applied',
      'suspend:p4@x.org': 'skipped dropbox_unavailable',
      'suspend:p5@x.org': 'skipped dropbox_unavailable',
    });
  });

  test('the first reason to stop is the one that is told', async () => {
    const first = new UnauthorizedError('expired_access_token', 'Expired.');
    const { stopped } = await run([suspend('a@x.org'), suspend('b@x.org')], {
      [idOf('a@x.org')]: { kind: 'throws', error: first },
      [idOf('b@x.org')]: { kind: 'throws', error: new UnavailableError('dropbox_unavailable', 'Down.') },
    });
    expect(stopped).toBe(first);
  });

  test.each([new TypeError('undefined is not a function'), 'thrown text'])(
    'a mistake of our own (%s) stops the run, leaves doubt about its call, and loses no result',
    async (mistake) => {
      const { outcomes, stopped } = await run(
        [suspend('a@x.org'), suspend('b@x.org'), suspend('c@x.org')],
        { [idOf('b@x.org')]: { kind: 'throws', error: mistake as Error } },
        { concurrency: 1 },
      );
      expect(outcomes).toEqual({
        'suspend:a@x.org': 'applied',
        'suspend:b@x.org': 'unknown unexpected',
        'suspend:c@x.org': 'skipped unexpected',
      });
      expect(stopped).toMatchObject({ exitCode: 1 });
    },
  );

  test('a call that an interrupt kept from being sent is skipped, not failed', async () => {
    const { outcomes } = await run([suspend('a@x.org')], {
      [idOf('a@x.org')]: { kind: 'throws', error: new InterruptedError('SIGINT', 'Not sent.') },
    });
    expect(outcomes).toEqual({ 'suspend:a@x.org': 'skipped interrupted' });
  });
});

describe('an interrupt', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s: no new call is made, and the run ends with %i', async (name, exitCode) => {
    const changes = [...addresses(4).map((email) => suspend(email)), provision('new@x.org')];
    const team = new FakeTeam({}, teamOf(changes));
    const outside = surroundings(team, { concurrency: 2 });
    team.onCall = ({ method, who }) => {
      if (method === 'suspendMember' && who[0] === idOf('p2@x.org')) outside.interrupt(name);
    };
    const { results, stopped } = await execute(workOf(changes), outside);
    expect(outcomesOf(results)).toEqual({
      'suspend:p1@x.org': 'applied',
      'suspend:p2@x.org': 'applied',
      'suspend:p3@x.org': 'skipped interrupted',
      'suspend:p4@x.org': 'skipped interrupted',
      'provision:new@x.org': 'skipped interrupted',
    });
    expect(team.log).toHaveLength(2);
    expect(stopped).toMatchObject({ exitCode, code: 'interrupted' });
  });

  test('also ends the sending one by one of a spoilt batch', async () => {
    const team = new FakeTeam({ 'p1@x.org': { kind: 'malformed' } });
    const outside = surroundings(team);
    team.onCall = ({ who }) => {
      if (who.join() === 'p2@x.org') outside.interrupt('SIGINT');
    };
    const changes = addresses(4).map((email) => provision(email));
    const { results } = await execute(workOf(changes), outside);
    expect(Object.values(outcomesOf(results))).toEqual([
      'failed bad_request',
      'applied',
      'skipped interrupted',
      'skipped interrupted',
    ]);
  });
});
