import { describe, expect, test } from 'vitest';
import { LostAnswerError, UnauthorizedError, UnavailableError } from '../../src/errors.ts';
import { idOf, provision, recover } from '../helpers/changes.ts';
import { join, joinNew, leave } from './changes.ts';
import { addresses, run } from './run.ts';

const LOST = new LostAnswerError('lost_answer', 'Lost.');
const [a, b, c] = addresses(3).map((email) => join(email, 'Eng')) as [
  ReturnType<typeof join>,
  ReturnType<typeof join>,
  ReturnType<typeof join>,
];
const [A, B, C] = addresses(3).map(idOf) as [string, string, string];
const TOGETHER = `addToGroup g:Eng ${A} ${B} ${C}`;
const alone = (id: string): string => `addToGroup g:Eng ${id}`;

test('the people of a group come into it with one call, one group after the other', async () => {
  const changes = [...addresses(3).map((email) => join(email, 'Eng')), join('p1@x.org', 'Ops')];
  const { team, outcomes } = await run(changes, {}, { concurrency: 16 });
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
  expect(team.log).toEqual([TOGETHER, `addToGroup g:Ops ${A}`]);
  expect(team.greatestInFlight).toBe(1);
});

test('somebody who is in several groups leaves one and keeps the others', async () => {
  const { team } = await run([join('p1@x.org', 'Ops'), leave('p1@x.org', 'Eng')]);
  expect(team.member('p1@x.org')?.groups).toEqual(['g:everyone', 'g:Ops']);
});

describe('a new group', () => {
  test('is created after the line in the journal, right before its first people come', async () => {
    const { team, outside, outcomes } = await run([
      provision('p@x.org'),
      joinNew('p@x.org', 'New', { memberId: null }),
      joinNew('a@x.org', 'New'),
    ]);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    expect(team.log.slice(1)).toEqual(['createGroup New', `addToGroup g:New p@x.org ${idOf('a@x.org')}`]);
    expect(outside.written.slice(2)).toEqual([
      'intent group_add:p@x.org:New group_add:a@x.org:New',
      'answer group_add:p@x.org:New applied group_add:a@x.org:New applied',
    ]);
  });

  test('whose answer is lost, and the answer for its people too, is created once and has them once', async () => {
    const { team, outcomes } = await run([joinNew('a@x.org', 'New')], {
      New: { kind: 'throws', error: LOST, executed: true },
      [idOf('a@x.org')]: { kind: 'throws', error: LOST, executed: true },
    });
    expect(outcomes).toEqual({ 'group_add:a@x.org:New': 'applied' });
    expect(team.effects).toEqual(['createGroup New', `addToGroup ${idOf('a@x.org')} g:New`]);
  });

  test('that cannot be had leaves the other groups alone', async () => {
    const { outcomes, stopped } = await run([joinNew('p1@x.org', 'New'), a], {
      New: { kind: 'refused', code: 'group_name_invalid' },
    });
    expect(outcomes).toEqual({ 'group_add:p1@x.org:New': 'failed group_name_invalid', [a.id]: 'applied' });
    expect(stopped).toBeNull();
  });
});

describe.each([
  ['was applied in part', true],
  ['was not applied at all', false],
])('a refused batch that %s', (_name, inPart) => {
  test('is sent one by one, and nobody fails who is in the group in the end', async () => {
    const { team, outcomes, stopped } = await run([a, b, c], {}, {}, (one) => {
      one.refusesInPart = inPart;
      one.alter(C, { groups: ['g:everyone', 'g:Eng'] });
    });
    expect(outcomes).toEqual({ [a.id]: 'applied', [b.id]: 'applied', [c.id]: 'applied' });
    expect(team.log).toEqual([TOGETHER, alone(A), alone(B), alone(C)]);
    expect(team.effects).toEqual([`addToGroup ${A} g:Eng`, `addToGroup ${B} g:Eng`]);
    expect(stopped).toBeNull();
  });

  test('fails the one who is wrong, and nobody else', async () => {
    const { outcomes } = await run([a, b, c], {}, {}, (one) => {
      one.refusesInPart = inPart;
      one.alter(B, { status: 'removed' });
    });
    expect(outcomes).toEqual({
      [a.id]: 'applied',
      [b.id]: 'failed members_not_in_team',
      [c.id]: 'applied',
    });
  });

  test('takes people out of a group as well', async () => {
    const gone = addresses(3).map((email) => leave(email, 'Eng'));
    const { team, outcomes } = await run(gone, {}, {}, (one) => {
      one.refusesInPart = inPart;
      one.alter(B, { groups: ['g:everyone'] });
    });
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    expect(team.effects).toEqual([`removeFromGroup ${A} g:Eng`, `removeFromGroup ${C} g:Eng`]);
  });
});

test('what a batch did that was refused in part shows although the looks lag', async () => {
  const { outcomes, outside } = await run([a, b], { [B]: { kind: 'malformed' } }, {}, (one) => {
    one.onCall = ({ method, who }) => {
      if (method === 'addToGroup' && who.length === 3) {
        one.alter(A, { groups: ['g:everyone', 'g:Eng'] });
        one.lag = 3;
      }
    };
  });
  expect(outcomes).toEqual({ [a.id]: 'applied', [b.id]: 'failed bad_request' });
  expect(outside.waits).toEqual([1000, 2000, 4000]);
});

test('whoever is to leave a group and has left the team is out of it', async () => {
  const change = leave('p1@x.org', 'Eng');
  const { outcomes } = await run([change], {}, {}, (one) => {
    one.alter(A, { status: 'removed' });
  });
  expect(outcomes).toEqual({ [change.id]: 'applied' });
});

test('a refusal that the team does not bear out is believed', async () => {
  const { outcomes, outside } = await run([a], { [A]: { kind: 'refused', code: 'duplicate_user' } });
  expect(outcomes).toEqual({ [a.id]: 'failed duplicate_user' });
  expect(outside.waits.reduce((sum, wait) => sum + wait)).toBe(60_000);
});

test('people who cannot be looked at after such a refusal keep it, and the run stops', async () => {
  const down = new UnavailableError('dropbox_unavailable', 'Down.');
  const { outcomes, stopped } = await run(
    [a],
    { [A]: { kind: 'refused', code: 'duplicate_user' } },
    {},
    (one) => {
      one.lookErrors.push(down);
    },
  );
  expect(outcomes).toEqual({ [a.id]: 'failed duplicate_user' });
  expect(stopped).toBe(down);
});

test('a run that stops after a refused batch leaves those open whom the batch may have taken in', async () => {
  const expired = new UnauthorizedError('expired_access_token', 'Expired.');
  const { outcomes, outside } = await run([c, a, b], {
    [C]: { kind: 'malformed' },
    [A]: { kind: 'throws', error: expired },
  });
  expect(outcomes).toEqual({
    [c.id]: 'failed bad_request',
    [a.id]: 'failed expired_access_token',
    [b.id]: 'unknown bad_request',
  });
  expect(outside.written[1]).toBe(`answer ${c.id} unknown ${a.id} unknown ${b.id} unknown`);
});

test('a lost batch that was carried out for nobody is sent together once more', async () => {
  const { team, outcomes } = await run([a, b, c], { [B]: { kind: 'throws', error: LOST, times: 1 } });
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
  expect(team.log).toEqual([TOGETHER, TOGETHER]);
});

test('somebody who comes back comes into a group only once they are back', async () => {
  const changes = [recover('p1@x.org'), a];
  const done = await run(changes);
  expect(done.outcomes).toEqual({ 'recover:p1@x.org': 'applied', [a.id]: 'applied' });
  const not = await run(changes, { [A]: { kind: 'refused', code: 'user_unrecoverable' } });
  expect(not.outcomes).toEqual({
    'recover:p1@x.org': 'failed user_unrecoverable',
    [a.id]: 'skipped no_account',
  });
  expect(not.team.log).toEqual([`recoverMember ${A}`]);
});
