import { describe, expect, test } from 'vitest';
import { LostAnswerError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
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
import type { Trick } from '../helpers/fake-team.ts';
import { appoint, bequeath, dismiss, join, leave } from './changes.ts';
import { run } from './run.ts';

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
  ['deprovision with a recipient', bequeath('b@x.org'), `removeMember ${idOf('b@x.org')}`],
  ['group_add', join('i@x.org', 'Eng'), `addToGroup g:Eng ${idOf('i@x.org')}`],
  ['group_remove', leave('o@x.org', 'Eng'), `removeFromGroup g:Eng ${idOf('o@x.org')}`],
  ['set_role', appoint('a@x.org'), `setRole ${idOf('a@x.org')}`],
  ['set_role to a plain member', dismiss('m@x.org'), `setRole ${idOf('m@x.org')}`],
];

function whoOf({ memberId, email }: Change): string {
  return memberId ?? email;
}

/** What the team keeps of a call that took effect. */
function effectOf(change: Change, call: string): string {
  const who = whoOf(change);
  const [method = '', group = ''] = call.split(' ');
  if (method === 'setRole') return `${method} ${who}`;
  return method.endsWith('Group') ? `${method} ${who} ${group}` : who;
}

describe.each(ACTIONS)('%s, its answer lost', (_name, change, call) => {
  const who = whoOf(change);
  const effect = effectOf(change, call);
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
      expect(team.effects).toEqual([effect]);
      expect(stopped).toBeNull();
    },
  );

  test('is sent exactly once more when it was not carried out', async () => {
    const { team, outcomes, stopped } = await play({ times: 1 });
    expect(outcomes).toEqual({ [change.id]: 'applied' });
    expect(team.log).toEqual([call, call]);
    expect(team.effects).toEqual([effect]);
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
    expect(team.effects).toEqual([effect]);
  });

  test('fails with the reason when it is never carried out', async () => {
    const { team, outcomes, stopped } = await play({});
    expect(outcomes).toEqual({ [change.id]: 'failed lost_answer' });
    expect(team.log).toEqual([call, call]);
    expect(team.effects).toEqual([]);
    expect(stopped).toBeNull();
  });
});
