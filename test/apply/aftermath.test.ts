import { describe, expect, test } from 'vitest';
import { settleOpenCall, type OpenCall } from '../../src/apply/aftermath.ts';
import type { Surroundings } from '../../src/apply/types.ts';
import { UnauthorizedError, UnavailableError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import { deprovision, idOf, provision, recover, suspend, update } from '../helpers/changes.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { ADMIN_ROLE, appoint, join, joinNew, leave } from './changes.ts';
import { teamOf } from './run.ts';
import { surroundings, type Stage } from './surroundings.ts';

const d = deprovision('d@x.org');
const ALL_WAITS = [1000, 2000, 4000, 8000, 15_000, 30_000];

/** What became of the changes of one call that a run left open, after `prepare` has done to the team what the call did. */
async function settled(
  changes: Change[],
  prepare: (team: FakeTeam, outside: Stage) => Promise<OpenCall['job']> | null = () => null,
  { tricks = {}, ...fields }: Partial<Surroundings> & { tricks?: Record<string, Trick> } = {},
): Promise<{ states: Record<string, string>; team: FakeTeam; outside: Stage }> {
  const team = new FakeTeam(tricks, teamOf(changes));
  const outside = surroundings(team, fields);
  const job = await prepare(team, outside);
  team.calls.length = 0;
  const answers = await settleOpenCall({ changes, job }, outside);
  const states = answers.map(([{ id }, { status, error }]) => [
    id,
    error === null ? status : `${status} ${error.code}`,
  ]);
  return { states: Object.fromEntries(states) as Record<string, string>, team, outside };
}

/** Starts the removal that the earlier run had started. */
async function removing(team: FakeTeam): Promise<OpenCall['job']> {
  const launch = await team.removeMember(d.memberId, {
    wipeData: false,
    keepAccount: false,
    retainTeamShares: false,
    transfer: null,
  });
  return launch.kind === 'job' ? { jobId: launch.jobId, kind: 'remove' } : null;
}

describe('a call without a job', () => {
  test('that was carried out is applied at the first look', async () => {
    const { states, outside } = await settled([d], (team) => {
      team.alter(d.memberId, { status: 'removed' });
      return null;
    });
    expect(states).toEqual({ [d.id]: 'applied' });
    expect(outside.waits).toEqual([]);
  });

  test('of which nothing shows for a minute failed, and nothing is ever sent', async () => {
    const { states, outside, team } = await settled([
      d,
      suspend('s@x.org'),
      recover('r@x.org'),
      update('u@x.org', { surname: 'A' }, { surname: 'B' }),
      provision('p@x.org'),
    ]);
    expect(new Set(Object.values(states))).toEqual(new Set(['failed run_cut_off']));
    expect(Object.keys(states)).toHaveLength(5);
    expect(outside.waits).toEqual(ALL_WAITS);
    expect(team.log).toEqual([]);
  });

  test('whose person is in a third state stays unknown', async () => {
    const { states } = await settled([d, suspend('s@x.org')], (team) => {
      team.alter(d.memberId, { status: 'suspended' });
      team.alter(idOf('s@x.org'), { status: 'removed' });
      return null;
    });
    expect(states).toEqual({
      [d.id]: 'unknown changed_meanwhile',
      'suspend:s@x.org': 'unknown changed_meanwhile',
    });
  });

  test('whose people do not show any more was a removal that worked, and nothing else', async () => {
    const reader = { lookUp: () => Promise.resolve([]), listGroups: () => Promise.resolve([]) };
    const { states } = await settled([d, suspend('s@x.org')], undefined, { reader });
    expect(states).toEqual({ [d.id]: 'applied', 'suspend:s@x.org': 'unknown changed_meanwhile' });
  });

  test('is looked at once when there is no time for more', async () => {
    const { states, team, outside } = await settled([d], undefined, { jobBudgetMs: 0 });
    expect(states).toEqual({ [d.id]: 'failed run_cut_off' });
    expect(outside.waits).toEqual([]);
    expect(team.log).toEqual([]);
  });
});

describe('a call for a group', () => {
  const eng = ['a@x.org', 'b@x.org'].map((email) => join(email, 'Eng'));

  test('is settled person by person', async () => {
    const { states, team } = await settled(eng, (one) => {
      one.alter(idOf('a@x.org'), { groups: ['g:everyone', 'g:Eng'] });
      return null;
    });
    expect(states).toEqual({
      'group_add:a@x.org:Eng': 'applied',
      'group_add:b@x.org:Eng': 'failed run_cut_off',
    });
    expect(team.calls.every(({ method }) => method === 'lookUp')).toBe(true);
  });

  test('that was new is looked for by its name, and creates nothing', async () => {
    const changes = ['a@x.org', 'b@x.org'].map((email) => joinNew(email, 'New'));
    const { states, team } = await settled(changes, (one) => {
      one.alter(idOf('a@x.org'), { groups: ['g:everyone', one.found('New').id] });
      return null;
    });
    expect(states).toEqual({
      'group_add:a@x.org:New': 'applied',
      'group_add:b@x.org:New': 'failed run_cut_off',
    });
    expect(team.log).toEqual([]);
  });

  test('or for a role of somebody new on the team finds them by their address', async () => {
    const joiner = { memberId: null };
    const changes = [joinNew('p@x.org', 'New', joiner), appoint('p@x.org', joiner), leave('l@x.org', 'Eng')];
    const { states } = await settled(changes, async (one) => {
      const options = { sendWelcomeEmail: false, directoryRestricted: false };
      const names = { givenName: null, surname: null, externalId: null };
      await one.addMembers([{ email: 'p@x.org', ...names, ...options }]);
      await one.setRole({ email: 'p@x.org' }, ADMIN_ROLE.id);
      return null;
    });
    expect(states).toEqual({
      'group_add:p@x.org:New': 'failed run_cut_off',
      'set_role:p@x.org': 'applied',
      'group_remove:l@x.org:Eng': 'failed run_cut_off',
    });
  });
});

describe('a call that had become a job', () => {
  const job = (fields: Partial<Trick> = {}) => ({
    tricks: { [d.memberId]: { kind: 'job', polls: 2, ...fields } as Trick },
  });

  test('is waited for, and its people show how it ended', async () => {
    const { states, team } = await settled([d], removing, job());
    expect(states).toEqual({ [d.id]: 'applied' });
    expect(team.calls.map(({ method }) => method)).toEqual([
      'checkRemoveJob',
      'checkRemoveJob',
      'checkRemoveJob',
      'lookUp',
      'lookUp',
    ]);
  });

  test('of new people is asked about as one', async () => {
    const p = provision('p@x.org');
    const { states, team } = await settled(
      [p],
      async (one) => {
        const names = { givenName: null, surname: null, externalId: null };
        const options = { sendWelcomeEmail: false, directoryRestricted: false };
        const launch = await one.addMembers([{ email: 'p@x.org', ...names, ...options }]);
        return launch.kind === 'job' ? { jobId: launch.jobId, kind: 'add' } : null;
      },
      { tricks: { 'p@x.org': { kind: 'job', polls: 0 } } },
    );
    expect(states).toEqual({ [p.id]: 'applied' });
    expect(team.calls[0]?.method).toBe('checkAddJob');
  });

  test('that Dropbox has forgotten is told by its people alone', async () => {
    const done = await settled([d], removing, job({ ends: 'lost', executed: true }));
    expect(done.states).toEqual({ [d.id]: 'applied' });
    const not = await settled([d], removing, job({ ends: 'lost' }));
    expect(not.states).toEqual({ [d.id]: 'failed run_cut_off' });
  });

  test('that is still running leaves its people unknown', async () => {
    const { states } = await settled([d], removing, job({ polls: 1_000_000 }));
    expect(states).toEqual({ [d.id]: 'unknown job_still_running' });
  });

  test.each([
    new UnauthorizedError('expired_access_token', 'Expired.'),
    new UnavailableError('dropbox_unavailable', 'Down.'),
  ])('that cannot be asked about ends with the reason ($code)', async (checkFails) => {
    const trick = job({ polls: 0, checkFails });
    await expect(settled([d], removing, trick)).rejects.toBe(checkFails);
  });
});

test.each([1, 2, 3])('people who cannot be looked at the %i. time end it with the reason', async (which) => {
  const down = new UnavailableError('dropbox_unavailable', 'Down.');
  const failing = settled([d], (team) => {
    team.onCall = () => {
      if (team.calls.length === which) team.lookErrors.push(down);
    };
    return null;
  });
  await expect(failing).rejects.toBe(down);
});

test('a mistake of our own while waiting for a job ends it with that', async () => {
  const mistake = new TypeError('undefined is not a function');
  const failing = settled([d], removing, {
    tricks: { [d.memberId]: { kind: 'job', polls: 0 } },
    sleep: () => Promise.reject(mistake),
  });
  await expect(failing).rejects.toBe(mistake);
});

test('people who cannot be looked at any more, after others showed, end it all the same', async () => {
  const down = new UnavailableError('dropbox_unavailable', 'Down.');
  const failing = settled([d, suspend('s@x.org')], (team) => {
    team.alter(d.memberId, { status: 'removed' });
    team.onCall = () => {
      if (team.calls.length === 3) team.lookErrors.push(down);
    };
    return null;
  });
  await expect(failing).rejects.toBe(down);
});

test('a call of which no change is known any more is nothing to find out', async () => {
  const { states, team } = await settled([]);
  expect(states).toEqual({});
  expect(team.calls).toEqual([]);
});
