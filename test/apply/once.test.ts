import { describe, expect, test } from 'vitest';
import { LostAnswerError, RequestRefusedError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import { deprovision, idOf, provision, recover, suspend, unsuspend } from '../helpers/changes.ts';
import type { FakeTeam } from '../helpers/fake-team.ts';
import { addresses, run } from './run.ts';

const LOST = new LostAnswerError('lost_answer', 'Lost.');

describe('a second try that Dropbox refuses because the first one worked', () => {
  const replays: [string, Change, (team: FakeTeam) => void][] = [
    [
      'suspend_inactive_user',
      suspend('a@x.org'),
      (team) => {
        team.alter(idOf('a@x.org'), { status: 'suspended' });
      },
    ],
    [
      'user_not_found',
      deprovision('a@x.org'),
      (team) => {
        team.alter(idOf('a@x.org'), { status: 'removed' });
      },
    ],
    [
      'user_unrecoverable',
      recover('a@x.org'),
      (team) => {
        team.alter(idOf('a@x.org'), { status: 'active' });
      },
    ],
  ];

  test.each(replays)('as %s is applied after a look', async (code, change, work) => {
    let calls = 0;
    const { team, outcomes } = await run([change], {}, {}, (one) => {
      one.onCall = ({ method }) => {
        if (method === 'lookUp') return;
        calls += 1;
        if (calls === 1) throw LOST;
        // It took longer than all the looks.
        work(one);
        throw new RequestRefusedError(code, 'No.');
      };
    });
    expect(team.log).toHaveLength(2);
    expect(outcomes).toEqual({ [change.id]: 'applied' });
  });
});

describe('a batch whose answer was lost', () => {
  test('that was carried out for some is sent again for the others alone', async () => {
    const { team, outcomes } = await run(
      addresses(4).map((email) => provision(email)),
      {
        'p1@x.org': { kind: 'throws', error: LOST, times: 1, executed: true },
        'p3@x.org': { kind: 'refused', code: 'temporary', times: 1 },
      },
    );
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    expect(team.log).toEqual(['addMembers p1@x.org p2@x.org p3@x.org p4@x.org', 'addMembers p3@x.org']);
    expect(team.effects).toEqual(['p1@x.org', 'p2@x.org', 'p4@x.org', 'p3@x.org']);
  });

  test('and whose second try is refused as a whole is sent one by one, once each', async () => {
    const { team, outcomes } = await run(
      addresses(3).map((email) => provision(email)),
      {
        'p1@x.org': { kind: 'throws', error: LOST, times: 1 },
        'p2@x.org': { kind: 'malformed' },
        'p3@x.org': { kind: 'throws', error: LOST },
      },
    );
    expect(outcomes).toEqual({
      'provision:p1@x.org': 'applied',
      'provision:p2@x.org': 'failed bad_request',
      'provision:p3@x.org': 'failed lost_answer',
    });
    expect(team.log).toEqual([
      'addMembers p1@x.org p2@x.org p3@x.org',
      'addMembers p1@x.org p2@x.org p3@x.org',
      'addMembers p1@x.org',
      'addMembers p2@x.org',
      'addMembers p3@x.org',
    ]);
  });
});

test('a second try that is not made, because the run stopped meanwhile, leaves the first one told as failed', async () => {
  const { outcomes, stopped, team } = await run(
    [suspend('a@x.org'), suspend('b@x.org')],
    { [idOf('a@x.org')]: { kind: 'throws', error: LOST } },
    { concurrency: 1 },
    (_team, stage) => {
      // The looks are over, and the answer is just being written down.
      stage.journal.answer = () => {
        stage.interrupt('SIGINT');
        return Promise.resolve();
      };
    },
  );
  expect(team.log).toHaveLength(1);
  expect(outcomes).toEqual({
    'suspend:a@x.org': 'failed lost_answer',
    'suspend:b@x.org': 'skipped interrupted',
  });
  expect(stopped).toMatchObject({ code: 'interrupted' });
});

test('an interrupt while a lost answer is cleared up leaves it unknown, and it is not sent again', async () => {
  const { outcomes, team } = await run(
    [suspend('a@x.org'), suspend('b@x.org')],
    { [idOf('a@x.org')]: { kind: 'throws', error: LOST } },
    { concurrency: 1 },
    (one, stage) => {
      one.onCall = () => {
        // The look before the call, the call, and two looks after it.
        if (one.calls.length === 4) stage.interrupt('SIGINT');
      };
    },
  );
  expect(team.log).toHaveLength(1);
  expect(outcomes).toEqual({
    'suspend:a@x.org': 'unknown lost_answer',
    'suspend:b@x.org': 'skipped interrupted',
  });
});

test('people who cannot be looked at after a lost answer stop the run, and stay unknown', async () => {
  const down = new LostAnswerError('other', 'Down.');
  const { outcomes, stopped, team } = await run(
    [unsuspend('a@x.org'), unsuspend('b@x.org')],
    { [idOf('a@x.org')]: { kind: 'throws', error: LOST } },
    { concurrency: 1 },
    (one) => {
      one.lookErrors.push(down);
    },
  );
  expect(outcomes).toEqual({
    'unsuspend:a@x.org': 'unknown lost_answer',
    'unsuspend:b@x.org': 'skipped other',
  });
  expect(stopped).toBe(down);
  expect(team.log).toHaveLength(1);
});

test('an interrupt while a batch is cleared up leaves its people unknown, each with the reason of their own', async () => {
  const { outcomes } = await run(
    addresses(2).map((email) => provision(email)),
    { 'p1@x.org': { kind: 'unreadable' }, 'p2@x.org': { kind: 'unmentioned' } },
    {},
    (team, stage) => {
      team.onCall = ({ method }) => {
        if (method === 'lookUp') stage.interrupt('SIGINT');
      };
    },
  );
  expect(outcomes).toEqual({
    'provision:p1@x.org': 'unknown no_item',
    'provision:p2@x.org': 'unknown no_answer',
  });
});
