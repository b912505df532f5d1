import { describe, expect, test } from 'vitest';
import { createSeats } from '../../src/apply/seats.ts';
import { APPLIED, type ChangeResult } from '../../src/apply/types.ts';
import { LostAnswerError } from '../../src/errors.ts';
import { buying, deprovision, idOf, provision, recover, suspend, waiting } from '../helpers/changes.ts';
import { addresses, run } from './run.ts';

describe('seats', () => {
  const leavers = addresses(3).map((email) => deprovision(email));
  const joiners = ['j1@x.org', 'j2@x.org', 'j3@x.org'].map(waiting);

  test('those who wait for one are let in only as far as removals succeeded', async () => {
    const { outcomes, team } = await run([...leavers, ...joiners], {
      [idOf('p2@x.org')]: { kind: 'refused', code: 'remove_last_admin' },
    });
    expect(outcomes).toMatchObject({
      'provision:j1@x.org': 'applied',
      'provision:j2@x.org': 'applied',
      'provision:j3@x.org': 'skipped no_licence',
    });
    expect(team.log.at(-1)).toBe('addMembers j1@x.org j2@x.org');
  });

  test('a removal of which nobody knows whether it happened frees none', async () => {
    const { outcomes } = await run([...leavers.slice(0, 1), ...joiners.slice(0, 1)], {
      [idOf('p1@x.org')]: { kind: 'job', polls: 1_000_000 },
    });
    expect(outcomes).toEqual({
      'deprovision:p1@x.org': 'unknown job_still_running',
      'provision:j1@x.org': 'skipped no_licence',
    });
  });

  test('a removal whose answer was lost and which happened frees one', async () => {
    const { outcomes } = await run([...leavers.slice(0, 1), ...joiners.slice(0, 2)], {
      [idOf('p1@x.org')]: {
        kind: 'throws',
        error: new LostAnswerError('lost_answer', 'Lost.'),
        executed: true,
      },
    });
    expect(outcomes).toEqual({
      'deprovision:p1@x.org': 'applied',
      'provision:j1@x.org': 'applied',
      'provision:j2@x.org': 'skipped no_licence',
    });
  });

  test('a removal that is left alone because its person changed frees none', async () => {
    const { outcomes } = await run([...leavers.slice(0, 1), ...joiners.slice(0, 1)], {}, {}, (team) => {
      team.alter(idOf('p1@x.org'), { status: 'removed' });
    });
    expect(outcomes).toEqual({
      'deprovision:p1@x.org': 'skipped changed_since_plan',
      'provision:j1@x.org': 'skipped no_licence',
    });
  });

  test('a team that uses more than it owns must lose those first', async () => {
    const { outcomes } = await run([...leavers, ...joiners], {}, { overbooked: 2 });
    expect(outcomes).toMatchObject({
      'provision:j1@x.org': 'applied',
      'provision:j2@x.org': 'skipped no_licence',
      'provision:j3@x.org': 'skipped no_licence',
    });
  });

  test('suspending instead of removing frees none', async () => {
    const { outcomes } = await run([deprovision('d@x.org', { method: 'suspend' }), waiting('j@x.org')]);
    expect(outcomes['provision:j@x.org']).toBe('skipped no_licence');
  });

  test('a returning account waits for one too', async () => {
    const { outcomes } = await run([recover('r@x.org', { options: { waitsForSeat: true } })]);
    expect(outcomes).toEqual({ 'recover:r@x.org': 'skipped no_licence' });
  });

  test('whoever gets a bought one is sent without waiting', async () => {
    const { outcomes } = await run([buying('b@x.org')]);
    expect(outcomes).toEqual({ 'provision:b@x.org': 'applied' });
  });

  test.each(['team_license_limit', 'free_team_member_limit_reached'])(
    'once Dropbox says %s, further joiners are skipped and everybody else is not',
    async (code) => {
      const { outcomes, stopped, team } = await run(
        [
          recover('r1@x.org'),
          recover('r2@x.org'),
          recover('limited@x.org', { seats: 0 }),
          provision('p@x.org'),
          suspend('s@x.org'),
        ],
        { [idOf('r1@x.org')]: { kind: 'refused', code } },
        { concurrency: 1 },
      );
      expect(outcomes).toEqual({
        'recover:r1@x.org': `failed ${code}`,
        'recover:r2@x.org': 'skipped no_licence',
        'recover:limited@x.org': 'applied',
        'provision:p@x.org': 'skipped no_licence',
        'suspend:s@x.org': 'applied',
      });
      expect(team.log).toHaveLength(3);
      expect(stopped).toBeNull();
    },
  );

  test('a removal after that frees one again', async () => {
    const { outcomes } = await run(
      [provision('p@x.org'), deprovision('d@x.org'), waiting('j@x.org'), buying('b@x.org')],
      { 'p@x.org': { kind: 'refused', code: 'team_license_limit' } },
    );
    expect(outcomes).toEqual({
      'provision:p@x.org': 'failed team_license_limit',
      'deprovision:d@x.org': 'applied',
      'provision:j@x.org': 'applied',
      'provision:b@x.org': 'applied',
    });
  });
});

describe('the count of seats', () => {
  const failed = (code: string): ChangeResult => ({ status: 'failed', error: { code, message: 'No.' } });
  const leaver = deprovision('d@x.org');

  test('lets in whoever waits for none, however many are used', () => {
    const seats = createSeats(5);
    const others = [provision('p@x.org'), buying('b@x.org'), recover('r@x.org'), suspend('s@x.org'), leaver];
    expect(others.map((change) => seats.admits(change))).toEqual([true, true, true, true, true]);
  });

  test('lets in one who waits for each one freed, and each seat once', () => {
    const seats = createSeats(0);
    expect(seats.admits(waiting('a@x.org'))).toBe(false);
    seats.count(leaver, APPLIED);
    expect(seats.admits(waiting('a@x.org'))).toBe(true);
    expect(seats.admits(waiting('b@x.org'))).toBe(false);
  });

  test('needs as many freed as are used beyond those owned, before one is open', () => {
    const seats = createSeats(2);
    seats.count(leaver, APPLIED);
    seats.count(leaver, APPLIED);
    expect(seats.admits(waiting('a@x.org'))).toBe(false);
    seats.count(leaver, APPLIED);
    expect(seats.admits(waiting('a@x.org'))).toBe(true);
  });

  test('is changed by nothing but removals that were applied', () => {
    const seats = createSeats(0);
    seats.count(leaver, failed('remove_last_admin'));
    seats.count(leaver, { status: 'unknown', error: { code: 'lost_answer', message: 'Lost.' } });
    seats.count(suspend('s@x.org'), APPLIED);
    seats.count(provision('p@x.org'), APPLIED);
    expect(seats.admits(waiting('a@x.org'))).toBe(false);
  });

  test('are spent from Dropbox’s word on until a removal frees one', () => {
    const seats = createSeats(0);
    expect(seats.areSpent()).toBe(false);
    seats.count(provision('p@x.org'), failed('user_on_another_team'));
    expect(seats.areSpent()).toBe(false);
    seats.count(provision('p@x.org'), failed('team_license_limit'));
    seats.count(provision('q@x.org'), APPLIED);
    seats.count(leaver, failed('remove_last_admin'));
    expect(seats.areSpent()).toBe(true);
    seats.count(leaver, APPLIED);
    expect(seats.areSpent()).toBe(false);
  });
});
