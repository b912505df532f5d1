import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, startRig } from '../helpers.ts';

const ANA = 'ana.lopez@example.com';

describe('suspending a member', () => {
  test('answers null, dates the suspension and keeps the licence', async () => {
    const { dbx, post, member, sandbox } = await startRig();
    const answer = await post('team/members/suspend', { user: byEmail(ANA), wipe_data: false });
    expect(answer.text).toBe('null');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(member(ANA).status).toBe('suspended');
    expect(sandbox.snapshot().counters).toMatchObject({ suspensions: 1, writes: 1, wipesRequested: [] });
    expect((await dbx.teamGetInfo()).result.num_used_licenses).toBe(15);
    const { members_info: infos } = (await dbx.teamMembersGetInfoV2({ members: [byEmail(ANA)] })).result;
    expect(infos[0]).toMatchObject({ profile: { suspended_on: '2026-03-02T09:00:00Z' } });
  });

  test('left out, wipe_data is true and counts as a wipe', async () => {
    const { dbx, sandbox } = await startRig();
    expect((await dbx.teamMembersSuspend({ user: byEmail(ANA) })).result).toBeNull();
    expect(sandbox.snapshot().counters.wipesRequested).toMatchObject([{ email: ANA }]);
  });

  test.each([
    ['nobody@example.com', 'user_not_found'],
    ['femi.adeyemi@example.com', 'user_not_in_team'],
    ['elif.kaya@example.com', 'suspend_inactive_user'],
    ['hugo.martin@example.com', 'suspend_inactive_user'],
    ['olivia.brandt@example.com', 'suspend_last_admin'],
  ])('%s is %s, and nothing is wiped', async (email, tag) => {
    const { dbx, sandbox } = await startRig();
    expect(await refusalOf(dbx.teamMembersSuspend({ user: byEmail(email) }))).toBe(tag);
    expect(sandbox.snapshot().counters).toMatchObject({ suspensions: 0, wipesRequested: [] });
  });
});
