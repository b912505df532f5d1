import { describe, expect, test } from 'vitest';
import { InvalidInputError, LostAnswerError, UnauthorizedError, UnavailableError } from '../../src/errors.ts';
import { idOf } from '../helpers/changes.ts';
import { EVERYTHING_ON, inSync } from '../helpers/team-builder.ts';
import { play } from './play.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const JOINER = 'new@example.com';
const joining = base.withPerson({ email: JOINER, givenName: 'Nia' });
const leaving = base.withoutPerson('p1@example.com');
const LEAVER = idOf('p1@example.com');
const both = joining.withoutPerson('p1@example.com');

describe('the proof', () => {
  test('a plan that worked is verified by reading the team again', async () => {
    const { applied, team, outcomes } = await play(both);
    expect(outcomes).toEqual({ [`provision:${JOINER}`]: 'applied', 'deprovision:p1@example.com': 'applied' });
    expect(applied).toMatchObject({ verified: true, differences: [], stopped: null });
    expect(applied.replanned?.changes).toEqual([]);
    expect(team.log).toEqual([`addMembers ${JOINER}`, `removeMember ${LEAVER}`, 'readTeam']);
    expect(team.member(JOINER)?.givenName).toBe('Nia');
  });

  test('what failed is what still differs', async () => {
    const { applied } = await play(both, { [LEAVER]: { kind: 'refused', code: 'remove_last_admin' } });
    expect(applied).toMatchObject({
      verified: false,
      differences: ['deprovision:p1@example.com'],
      stopped: null,
    });
  });

  test('a team that cannot be read afterwards is not verified, and the reason ends the run', async () => {
    const down = new UnavailableError('dropbox_unavailable', 'Down.');
    const { applied, outcomes } = await play(both, {}, ({ team }) => {
      team.readErrors.push(down);
      return {};
    });
    expect(applied).toMatchObject({ verified: false, differences: [], replanned: null });
    expect(applied.stopped).toMatchObject({ code: down.code, exitCode: 8 });
    expect(applied.stopped?.message).toMatch(/^The changes were sent, but .*: Down\.$/);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
  });

  test('what stopped the run stays the reason when reading fails as well', async () => {
    const expired = new UnauthorizedError('expired_access_token', 'Expired.');
    const { applied } = await play(both, { [LEAVER]: { kind: 'throws', error: expired } }, ({ team }) => {
      team.readErrors.push(new UnavailableError('dropbox_unavailable', 'Down.'));
      return {};
    });
    expect(applied.stopped).toBe(expired);
  });

  test('a reading from which no plan can be made loses no result', async () => {
    const twice = new InvalidInputError('duplicate_person', 'Two rows name one member.');
    const { applied, outcomes } = await play(both, {}, () => ({
      replan: () => {
        throw twice;
      },
    }));
    expect(applied).toMatchObject({ verified: false, replanned: null });
    expect(applied.stopped).toMatchObject({ code: 'duplicate_person', exitCode: 7 });
    expect(Object.keys(outcomes)).toHaveLength(2);
  });

  test('a mistake of our own while reading loses no result either', async () => {
    const { applied, outcomes } = await play(both, {}, ({ team }) => {
      team.readErrors.push(new TypeError('undefined is not a function'));
      return {};
    });
    expect(applied.stopped).toMatchObject({ code: 'unexpected', exitCode: 1 });
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
  });

  test('a listing that is incomplete proves a removal that shows in it, and none that does not', async () => {
    const { applied } = await play(leaving, {}, ({ team }) => {
      team.listing = { complete: false };
      return {};
    });
    expect(applied).toMatchObject({ verified: true });
    const failed = await play(
      leaving,
      { [LEAVER]: { kind: 'refused', code: 'some_refusal' } },
      ({ team }) => {
        team.listing = { complete: false };
        return {};
      },
    );
    expect(failed.applied).toMatchObject({ verified: false, differences: ['deprovision:p1@example.com'] });
  });

  test('time is told apart in whole milliseconds for applying and for proving', async () => {
    const { applied } = await play(leaving, { [LEAVER]: { kind: 'job', polls: 1 } }, ({ team, outside }) => {
      team.onCall = ({ method }) => {
        if (method === 'readTeam') void outside.sleep(77.4);
      };
      return {};
    });
    expect(applied.timings).toEqual({ apply: 650, verify: 77 });
  });
});

describe('a lost answer', () => {
  const error = new LostAnswerError('lost_answer', 'Lost.');

  test('is cleared up before the proof when the change was made', async () => {
    const { applied, outcomes } = await play(leaving, {
      [LEAVER]: { kind: 'throws', error, executed: true },
    });
    expect(outcomes).toEqual({ 'deprovision:p1@example.com': 'applied' });
    expect(applied).toMatchObject({ verified: true, differences: [] });
    expect(applied.stopped).toBeNull();
  });

  test('of a change that never works is a failure, and still differs', async () => {
    const { applied, outcomes, team } = await play(leaving, { [LEAVER]: { kind: 'throws', error } });
    expect(outcomes).toEqual({ 'deprovision:p1@example.com': 'failed lost_answer' });
    expect(applied).toMatchObject({ verified: false, differences: ['deprovision:p1@example.com'] });
    expect(team.log).toEqual([`removeMember ${LEAVER}`, `removeMember ${LEAVER}`, 'readTeam']);
  });
});

describe('an unknown outcome', () => {
  const endless = { [LEAVER]: { kind: 'job', polls: 1_000_000 } } as const;

  test('is applied after all when the team no longer needs it', async () => {
    const { applied, outcomes } = await play(leaving, endless, ({ team }) => {
      team.onCall = ({ method }) => {
        if (method === 'readTeam') team.alter(LEAVER, { status: 'removed' });
      };
      return {};
    });
    expect(outcomes).toEqual({ 'deprovision:p1@example.com': 'applied' });
    expect(applied).toMatchObject({ verified: true, differences: [] });
    expect(applied.stopped).toBeNull();
  });

  test('stays unknown when the person is in a state that others brought about', async () => {
    const world = base.withPerson({ email: 'p1@example.com', wanted: 'suspended' });
    const error = new LostAnswerError('lost_answer', 'Lost.');
    const { outcomes, team } = await play(world, { [LEAVER]: { kind: 'throws', error } }, ({ team: one }) => {
      one.onCall = ({ method }) => {
        if (method === 'suspendMember') one.alter(LEAVER, { status: 'removed' });
      };
      return {};
    });
    expect(team.log).toEqual([`suspendMember ${LEAVER}`, 'readTeam']);
    expect(outcomes).toEqual({ 'suspend:p1@example.com': 'unknown changed_meanwhile' });
  });

  test('stays unknown when the team still needs it', async () => {
    const { applied, outcomes } = await play(leaving, endless);
    expect(outcomes).toEqual({ 'deprovision:p1@example.com': 'unknown job_still_running' });
    expect(applied).toMatchObject({ verified: false, differences: ['deprovision:p1@example.com'] });
  });

  test('stays unknown when the reading cannot be trusted to tell', async () => {
    const { applied, outcomes } = await play(leaving, endless, ({ team }) => {
      team.listing = { complete: false };
      return {};
    });
    expect(outcomes).toEqual({ 'deprovision:p1@example.com': 'unknown job_still_running' });
    expect(applied).toMatchObject({ verified: false, differences: ['deprovision:p1@example.com'] });
  });
});

describe('an interrupt', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s during the last call still ends the run with %i, without another reading',
    async (name, exitCode) => {
      const { applied, team, outcomes } = await play(leaving, {}, ({ team, outside }) => {
        team.onCall = ({ method }) => {
          if (method === 'removeMember') outside.interrupt(name);
        };
        return {};
      });
      expect(outcomes).toEqual({ 'deprovision:p1@example.com': 'applied' });
      expect(applied.stopped).toMatchObject({ code: 'interrupted', exitCode });
      expect(applied).toMatchObject({ verified: false, differences: [], replanned: null });
      expect(team.log).toEqual([`removeMember ${LEAVER}`]);
    },
  );

  test('counts for more than what stopped the run before it', async () => {
    const { applied } = await play(
      leaving,
      { [LEAVER]: { kind: 'throws', error: new UnavailableError('dropbox_unavailable', 'Down.') } },
      ({ team, outside }) => {
        team.onCall = ({ method }) => {
          if (method === 'removeMember') outside.interrupt('SIGINT');
        };
        return {};
      },
    );
    expect(applied.stopped?.exitCode).toBe(130);
  });

  test('during the proof leaves the proof, and is told all the same', async () => {
    const { applied } = await play(leaving, {}, ({ team, outside }) => {
      team.onCall = ({ method }) => {
        if (method === 'readTeam') outside.interrupt('SIGINT');
      };
      return {};
    });
    expect(applied).toMatchObject({ verified: true });
    expect(applied.stopped?.exitCode).toBe(130);
  });
});

test('a team that uses more licences than it owns gets no joiner before it is within them again', async () => {
  const world = both.licences(20);
  const { outcomes } = await play(world.withoutPerson('p2@example.com'), {
    [LEAVER]: { kind: 'refused', code: 'remove_last_admin' },
  });
  expect(outcomes).toEqual({
    'deprovision:p1@example.com': 'failed remove_last_admin',
    'deprovision:p2@example.com': 'applied',
    [`provision:${JOINER}`]: 'skipped no_licence',
  });
});
