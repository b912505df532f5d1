import { describe, expect, test } from 'vitest';
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
      [idOf('p1@x.org')]: { kind: 'job', polls: 0, ends: 'lost' },
    });
    expect(outcomes['provision:j1@x.org']).toBe('skipped no_licence');
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
      expect(team.calls).toHaveLength(3);
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
