import { expect, test } from 'vitest';
import { LostAnswerError } from '../../src/errors.ts';
import { provision } from '../helpers/changes.ts';
import { addresses, run } from './run.ts';

test('people who are not in the roster any more are added without a name', async () => {
  const { team } = await run([provision('q@x.org')]);
  expect(team.calls[0]?.argument).toEqual([
    {
      email: 'q@x.org',
      givenName: null,
      surname: null,
      externalId: null,
      sendWelcomeEmail: true,
      directoryRestricted: false,
    },
  ]);
});

test('new people go in batches of at most 20, in order', async () => {
  const { team } = await run(addresses(41).map((email) => provision(email)));
  expect(team.calls.map(({ who }) => who.length)).toEqual([20, 20, 1]);
  expect(team.calls.flatMap(({ who }) => who)).toEqual(addresses(41));
});

test('each person of a batch has an outcome of their own, and who is not spoken of is sent once more', async () => {
  const { outcomes, stopped, team } = await run(
    addresses(3).map((email) => provision(email)),
    { 'p2@x.org': { kind: 'refused', code: 'user_on_another_team' }, 'p3@x.org': { kind: 'unmentioned' } },
  );
  expect(outcomes).toEqual({
    'provision:p1@x.org': 'applied',
    'provision:p2@x.org': 'failed user_on_another_team',
    'provision:p3@x.org': 'failed no_answer',
  });
  expect(team.log).toEqual(['addMembers p1@x.org p2@x.org p3@x.org', 'addMembers p3@x.org']);
  expect(stopped).toBeNull();
});

test('people of one batch whose outcomes are unclear for different reasons keep their own', async () => {
  const { outcomes } = await run(
    addresses(2).map((email) => provision(email)),
    { 'p1@x.org': { kind: 'unreadable' }, 'p2@x.org': { kind: 'unmentioned' } },
  );
  expect(outcomes).toEqual({
    'provision:p1@x.org': 'failed no_item',
    'provision:p2@x.org': 'failed no_answer',
  });
});

test.each(['unreadable', 'unmentioned'] as const)(
  'whoever is %s in the answer and was added all the same is not added again',
  async (kind) => {
    const { outcomes, team } = await run([provision('p@x.org'), provision('q@x.org')], {
      'q@x.org': { kind, executed: true },
    });
    expect(outcomes).toEqual({ 'provision:p@x.org': 'applied', 'provision:q@x.org': 'applied' });
    expect(team.log).toEqual(['addMembers p@x.org q@x.org']);
  },
);

test('an answer that stays lost fails everybody of its call, and nobody of earlier calls', async () => {
  const { outcomes, stopped, team } = await run(
    addresses(4).map((email) => provision(email)),
    {
      'p2@x.org': { kind: 'throws', error: new LostAnswerError('lost_answer', 'Lost.') },
      'p4@x.org': { kind: 'malformed' },
    },
  );
  // The batch itself reached the lost answer first, so nobody is sent alone.
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['failed lost_answer']));
  expect(team.calls.filter(({ method }) => method === 'addMembers').map(({ who }) => who.length)).toEqual([
    4, 4,
  ]);
  expect(stopped).toBeNull();

  const alone = await run(
    addresses(4).map((email) => provision(email)),
    {
      'p1@x.org': { kind: 'malformed' },
      'p3@x.org': { kind: 'throws', error: new LostAnswerError('lost_answer', 'Lost.') },
    },
  );
  expect(alone.outcomes).toEqual({
    'provision:p1@x.org': 'failed bad_request',
    'provision:p2@x.org': 'applied',
    'provision:p3@x.org': 'failed lost_answer',
    'provision:p4@x.org': 'applied',
  });
});
