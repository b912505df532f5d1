import { describe, expect, test } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import { idOf } from '../helpers/changes.ts';
import { EVERYTHING_ON, inSync } from '../helpers/team-builder.ts';
import { play } from './play.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const MEMBER = idOf('p1@example.com');

describe('somebody who came back', () => {
  const removed = { email: 'p1@example.com', status: 'removed', recoverable: true } as const;
  const returning = base.withMember(removed);
  const returningOtherwise = base.withMember({
    ...removed,
    suspendedOn: '2026-02-01T00:00:00Z',
    surname: 'Old',
  });

  test('as the roster has them needs nothing more', async () => {
    const { applied, team } = await play(returning);
    expect(applied).toMatchObject({ verified: true });
    expect(team.log).toEqual([`recoverMember ${MEMBER}`, 'readTeam']);
  });

  test('suspended and spelled differently is put right in the same run', async () => {
    const { applied, team, outcomes } = await play(returningOtherwise);
    expect(outcomes).toEqual({
      'recover:p1@example.com': 'applied',
      'update:p1@example.com': 'applied',
      'unsuspend:p1@example.com': 'applied',
    });
    expect(applied.changes.map(({ id }) => id)).toEqual(Object.keys(outcomes));
    expect(applied).toMatchObject({ verified: true, differences: [], stopped: null });
    expect(team.log).toEqual([
      `recoverMember ${MEMBER}`,
      'readTeam',
      `setProfile ${MEMBER}`,
      `unsuspendMember ${MEMBER}`,
      'readTeam',
    ]);
    expect(team.member('p1@example.com')).toMatchObject({ status: 'active', surname: 'Surname1' });
  });

  test('is left for the next run when this one was stopped', async () => {
    const { team, applied } = await play(returningOtherwise.withoutPerson('p2@example.com'), {
      [idOf('p2@example.com')]: {
        kind: 'throws',
        error: new UnavailableError('dropbox_unavailable', 'Down.'),
      },
    });
    expect(team.log).toEqual([
      `recoverMember ${MEMBER}`,
      `removeMember ${idOf('p2@example.com')}`,
      'readTeam',
    ]);
    expect(applied.differences).toContain('unsuspend:p1@example.com');
  });

  test('brings nobody else’s changes along', async () => {
    const { team } = await play(returning.withMember({ email: 'p2@example.com', status: 'suspended' }), {
      [idOf('p2@example.com')]: { kind: 'refused', code: 'unsuspend_non_suspended_member' },
    });
    expect(team.log).toEqual([
      `recoverMember ${MEMBER}`,
      `unsuspendMember ${idOf('p2@example.com')}`,
      'readTeam',
    ]);
  });

  test('and cannot be put right is told, with what stopped it', async () => {
    const down = new UnavailableError('dropbox_unavailable', 'Down.');
    let reads = 0;
    const { applied, outcomes } = await play(returningOtherwise, {}, ({ team }) => {
      team.onCall = ({ method }) => {
        if (method !== 'readTeam') return;
        reads += 1;
        if (reads === 2) team.readErrors.push(down);
      };
      return {};
    });
    expect(Object.values(outcomes)).toEqual(['applied', 'applied', 'applied']);
    expect(applied).toMatchObject({ verified: false, replanned: null });
    expect(applied.stopped).toMatchObject({ code: down.code, exitCode: 8 });
  });
});
