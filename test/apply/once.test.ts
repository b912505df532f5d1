import { describe, expect, test } from 'vitest';
import { LostAnswerError, RequestRefusedError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/types.ts';
import {
  deprovision,
  idOf,
  provision,
  recover,
  rename,
  suspend,
  unsuspend,
  update,
} from '../helpers/changes.ts';
import type { FakeTeam, Trick } from '../helpers/fake-team.ts';
import { addresses, run } from './run.ts';

const LOST = new LostAnswerError('lost_answer', 'Lost.');

/** Every action, each for one person, with the call that it is. */
const ACTIONS: [string, Change, string][] = [
  ['provision', provision('p@x.org', { externalId: 'E1' }), 'addMembers p@x.org'],
  ['recover', recover('r@x.org'), `recoverMember ${idOf('r@x.org')}`],
  ['unsuspend', unsuspend('u@x.org'), `unsuspendMember ${idOf('u@x.org')}`],
  ['update', update('n@x.org', { surname: 'A' }, { surname: 'B' }), `setProfile ${idOf('n@x.org')}`],
  ['update of an address', rename('old@x.org', 'new@x.org'), `setProfile ${idOf('old@x.org')}`],
  ['suspend', suspend('s@x.org'), `suspendMember ${idOf('s@x.org')}`],
  ['deprovision', deprovision('d@x.org'), `removeMember ${idOf('d@x.org')}`],
  [
    'deprovision by downgrade',
    deprovision('g@x.org', { method: 'downgrade' }),
    `removeMember ${idOf('g@x.org')}`,
  ],
  [
    'deprovision by suspension',
    deprovision('h@x.org', { method: 'suspend' }),
    `suspendMember ${idOf('h@x.org')}`,
  ],
];

function whoOf({ memberId, email }: Change): string {
  return memberId ?? email;
}

describe.each(ACTIONS)('%s, its answer lost', (_name, change, call) => {
  const who = whoOf(change);
  const play = (trick: Partial<Trick>, lag = 0) =>
    run([change], { [who]: { kind: 'throws', error: LOST, ...trick } as Trick }, {}, (team) => {
      team.lag = lag;
    });

  test.each([0, 1, 3, 6])(
    'is applied without a second call when it was carried out, at a lag of %i',
    async (lag) => {
      const { team, outcomes, stopped } = await play({ executed: true }, lag);
      expect(outcomes).toEqual({ [change.id]: 'applied' });
      expect(team.log).toEqual([call]);
      expect(team.effects).toEqual([who]);
      expect(stopped).toBeNull();
    },
  );

  test('is sent exactly once more when it was not carried out', async () => {
    const { team, outcomes, stopped } = await play({ times: 1 });
    expect(outcomes).toEqual({ [change.id]: 'applied' });
    expect(team.log).toEqual([call, call]);
    expect(team.effects).toEqual([who]);
    expect(stopped).toBeNull();
  });

  test('is applied when only the second try was carried out, and its answer was lost too', async () => {
    let calls = 0;
    const { team, outcomes } = await run([change], {}, {}, (one) => {
      one.onCall = ({ method }) => {
        if (method === 'lookUp') return;
        calls += 1;
        if (calls === 1) throw LOST;
      };
    });
    expect(outcomes).toEqual({ [change.id]: 'applied' });
    expect(team.log).toEqual([call, call]);
    expect(team.effects).toEqual([who]);
  });

  test('fails with the reason when it is never carried out', async () => {
    const { team, outcomes, stopped } = await play({});
    expect(outcomes).toEqual({ [change.id]: 'failed lost_answer' });
    expect(team.log).toEqual([call, call]);
    expect(team.effects).toEqual([]);
    expect(stopped).toBeNull();
  });
});

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
