import { describe, expect, test } from 'vitest';
import { isDestructive, screen } from '../../src/apply/screen.ts';
import { InvalidInputError, UnavailableError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Member } from '../../src/team.ts';
import { deprovision, idOf, provision, recover, rename, suspend, unsuspend } from '../helpers/changes.ts';
import { FakeTeam } from '../helpers/fake-team.ts';
import { member } from '../helpers/team-builder.ts';
import { addresses, plannedFor, run, teamOf } from './run.ts';
import { surroundings } from './surroundings.ts';

const EMAIL = 'a@x.org';
const ADMIN = { roles: [{ id: 'pid_dbtmr:1', name: 'Team' }] };

/** Why the person of `change` is left alone, or `null`; `now` is what a look shows of them. */
async function reasonFor(
  change: Change,
  now: Partial<Member> | null,
  before: Partial<Member> | null = {},
): Promise<string | null> {
  const found = now === null ? [] : [member({ email: EMAIL, ...now })];
  const planned = before === null ? [] : [member({ email: EMAIL, ...before })];
  const reader = { lookUp: () => Promise.resolve(found), listGroups: () => Promise.resolve([]) };
  const { admitted, skipped } = await screen(
    [change],
    { planned: new Map(planned.map((one) => [one.id, one])) },
    { ...surroundings(new FakeTeam()), reader },
  );
  expect(admitted.length + skipped.length).toBe(1);
  const [first] = skipped;
  if (first === undefined) return null;
  expect(first).toMatchObject([change, { status: 'skipped', error: { code: 'changed_since_plan' } }]);
  return first[1].error?.message ?? '';
}

test('only what takes something away is screened', () => {
  const gentle = [provision(EMAIL), recover(EMAIL), unsuspend(EMAIL), rename(EMAIL, 'b@x.org')];
  expect(gentle.filter(isDestructive)).toEqual([]);
  expect([suspend(EMAIL), deprovision(EMAIL)].filter(isDestructive)).toHaveLength(2);
});

describe.each([
  ['suspend', suspend(EMAIL)],
  ['remove', deprovision(EMAIL)],
  ['suspend instead', deprovision(EMAIL, { method: 'suspend' })],
])('somebody to %s', (_name, change) => {
  test('who is as planned is let through', async () => {
    expect(await reasonFor(change, {})).toBeNull();
    expect(await reasonFor(change, ADMIN, ADMIN)).toBeNull();
    expect(await reasonFor(change, { status: 'invited' }, { status: 'invited' })).toBeNull();
  });

  test.each<[string, Partial<Member> | null, Partial<Member>, RegExp]>([
    ['is not shown any more', null, {}, /no longer on the team/],
    ['was removed', { status: 'removed' }, {}, /no longer on the team/],
    ['became an admin', ADMIN, {}, /has become an admin/],
    ['became an admin and was suspended', { ...ADMIN, status: 'suspended' }, {}, /has become an admin/],
    ['was suspended', { status: 'suspended' }, {}, /is suspended now and was active/],
    ['accepted the invitation', {}, { status: 'invited' }, /is active now and was invited/],
    ['was removed and brought back', { joinedOn: '2026-03-02T11:00:00Z' }, {}, /account has changed/],
    ['is no admin any more', {}, ADMIN, /account has changed/],
  ])('who %s since the plan is left alone, with the reason', async (_what, now, before, words) => {
    expect(await reasonFor(change, now, before)).toMatch(words);
  });
});

test('whoever was off the team and was brought back by the same plan is let through, unless an admin now', async () => {
  const removed = { status: 'removed' } as const;
  expect(await reasonFor(suspend(EMAIL), {}, removed)).toBeNull();
  expect(await reasonFor(suspend(EMAIL), { status: 'suspended' }, removed)).toBeNull();
  expect(await reasonFor(suspend(EMAIL), ADMIN, removed)).toMatch(/has become an admin/);
  expect(await reasonFor(suspend(EMAIL), removed, removed)).toMatch(/no longer on the team/);
});

test('somebody of whom the plan has no record is let through while on the team', async () => {
  expect(await reasonFor(suspend(EMAIL), {}, null)).toBeNull();
  expect(await reasonFor(provision(EMAIL), {})).toBeNull();
  expect(await reasonFor(suspend(EMAIL), null, null)).toMatch(/no longer on the team/);
});

test('another account under the address is not the person who was to be removed', async () => {
  expect(await reasonFor(deprovision(EMAIL), { id: 'dbmid:another' })).toMatch(/no longer on the team/);
});

describe('somebody who has been put on hold since the plan', () => {
  const changes = [suspend('a@x.org'), deprovision('b@x.org'), deprovision('c@x.org')];

  test.each([
    ['the address of the change', 'a@x.org', 'suspend:a@x.org'],
    ['the address that they have now', 'b-new@x.org', 'deprovision:b@x.org'],
    ['another address of theirs', 'c-too@x.org', 'deprovision:c@x.org'],
  ])('by %s is left alone, and nobody else is', async (_which, held, id) => {
    const { outcomes, stopped } = await run(
      changes,
      {},
      { readHolds: () => Promise.resolve(new Set([held])) },
      (team) => {
        team.alter(idOf('b@x.org'), { email: 'b-new@x.org' });
        team.alter(idOf('c@x.org'), { secondaryEmails: ['c-too@x.org'] });
      },
    );
    const expected = changes.map((change) => [change.id, change.id === id ? 'skipped held' : 'applied']);
    expect(outcomes).toEqual(Object.fromEntries(expected));
    expect(stopped).toBeNull();
  });

  test('is told as that, also when off the team by now', async () => {
    const { outcomes } = await run(
      [deprovision('a@x.org')],
      {},
      {
        readHolds: () => Promise.resolve(new Set(['a@x.org'])),
        reader: { lookUp: () => Promise.resolve([]), listGroups: () => Promise.resolve([]) },
      },
    );
    expect(outcomes).toEqual({ 'deprovision:a@x.org': 'skipped held' });
  });

  test('is asked for before each fifty people', async () => {
    let asked = 0;
    const readHolds = (): Promise<ReadonlySet<string>> => {
      asked += 1;
      return Promise.resolve(new Set());
    };
    await run(
      addresses(101).map((email) => deprovision(email)),
      {},
      { readHolds },
    );
    expect(asked).toBe(3);
  });

  test('and whose hold cannot be read stops the run before anything is taken away', async () => {
    const broken = new InvalidInputError('holds_broken', 'Broken.');
    const { team, stopped, outcomes } = await run(changes, {}, { readHolds: () => Promise.reject(broken) });
    expect(stopped).toBe(broken);
    expect(team.log).toEqual([]);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['skipped holds_broken']));
  });
});

describe('a run', () => {
  test('looks at 50 people at a time, while the last call before theirs is on its way', async () => {
    const changes = addresses(101).map((email) => deprovision(email));
    const { team } = await run(changes);
    const order = team.calls.map(({ method, who }) => `${method} ${String(who.length)}`);
    const removals = (count: number): string[] => Array<string>(count).fill('removeMember 1');
    expect(order).toEqual([
      'lookUp 50',
      ...removals(49),
      'lookUp 50',
      ...removals(50),
      'lookUp 1',
      ...removals(2),
    ]);
  });

  test('looks at whoever gets the files of somebody together with them, and still at 50 at a time', async () => {
    const boss = { transferTo: 'boss@x.org', transferToId: idOf('boss@x.org') };
    const admin = { transferAdmin: 'boss@x.org', transferAdminId: idOf('boss@x.org') };
    const changes = addresses(60).map((email) => {
      const change = deprovision(email);
      return { ...change, options: { ...change.options, ...boss, ...admin } };
    });
    const { team } = await run(changes, {}, {}, (one) => {
      one.alter(idOf('boss@x.org'), { emailVerified: true });
    });
    const looks = team.calls.filter(({ method }) => method === 'lookUp');
    expect(looks.map(({ who }) => who.length)).toEqual([50, 12]);
  });

  test('sends nothing for whoever changed since the plan, and goes on with the others', async () => {
    const changes = [suspend('a@x.org'), suspend('b@x.org'), deprovision('c@x.org'), deprovision('d@x.org')];
    const { team, outcomes, outside, stopped } = await run(changes, {}, {}, (one) => {
      one.alter(idOf('a@x.org'), ADMIN);
      one.alter(idOf('d@x.org'), { status: 'removed' });
    });
    expect(outcomes).toEqual({
      'suspend:a@x.org': 'skipped changed_since_plan',
      'suspend:b@x.org': 'applied',
      'deprovision:c@x.org': 'applied',
      'deprovision:d@x.org': 'skipped changed_since_plan',
    });
    expect(team.log).toEqual([`suspendMember ${idOf('b@x.org')}`, `removeMember ${idOf('c@x.org')}`]);
    expect(outside.written.filter((line) => line.startsWith('intent'))).toEqual([
      'intent suspend:b@x.org',
      'intent deprovision:c@x.org',
    ]);
    expect(outside.progress).toHaveLength(4);
    expect(stopped).toBeNull();
  });

  test('whose look fails is stopped before anything is taken away', async () => {
    const down = new UnavailableError('dropbox_unavailable', 'Down.');
    const changes = [provision('p@x.org'), suspend('s@x.org'), deprovision('d@x.org')];
    const { team, outcomes, stopped } = await run(changes, {}, {}, (one) => {
      one.lookErrors.push(down);
    });
    expect(outcomes).toEqual({
      'provision:p@x.org': 'applied',
      'suspend:s@x.org': 'skipped dropbox_unavailable',
      'deprovision:d@x.org': 'skipped dropbox_unavailable',
    });
    expect(team.log).toEqual(['addMembers p@x.org']);
    expect(team.calls.filter(({ method }) => method === 'lookUp')).toHaveLength(1);
    expect(stopped).toBe(down);
  });

  test('whose second look fails keeps what the first fifty came to', async () => {
    const changes = addresses(60).map((email) => deprovision(email));
    const { team, outcomes } = await run(changes, {}, {}, (one) => {
      let looks = 0;
      one.onCall = ({ method }) => {
        if (method !== 'lookUp') return;
        looks += 1;
        if (looks === 2) one.lookErrors.push(new UnavailableError('dropbox_unavailable', 'Down.'));
      };
    });
    expect(team.log).toHaveLength(50);
    const states = Object.values(outcomes);
    expect(states.filter((state) => state === 'applied')).toHaveLength(50);
    expect(states.filter((state) => state === 'skipped dropbox_unavailable')).toHaveLength(10);
  });

  test('that was interrupted looks at nobody', async () => {
    const changes = [suspend('s@x.org')];
    const { team, outcomes } = await run(changes, {}, {}, (_team, stage) => {
      stage.interrupt('SIGINT');
    });
    expect(team.calls).toEqual([]);
    expect(outcomes).toEqual({ 'suspend:s@x.org': 'skipped interrupted' });
  });

  test('of gentle changes alone looks at nobody', async () => {
    const { team } = await run([provision('p@x.org'), recover('r@x.org'), unsuspend('u@x.org')]);
    expect(team.log).toHaveLength(3);
    expect(team.calls).toHaveLength(3);
  });
});

test('people who were admitted and those left alone keep their order', async () => {
  const changes = addresses(5).map((email) => suspend(email));
  const team = new FakeTeam({}, teamOf(changes));
  for (const email of ['p2@x.org', 'p4@x.org']) team.alter(idOf(email), ADMIN);
  const { admitted, skipped } = await screen(changes, { planned: plannedFor(changes) }, surroundings(team));
  expect(admitted.map(({ email }) => email)).toEqual(['p1@x.org', 'p3@x.org', 'p5@x.org']);
  expect(skipped.map(([{ email }]) => email)).toEqual(['p2@x.org', 'p4@x.org']);
});
