import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { byEmail, DAY_MS, HOUR_MS, refusalOf, startRig, type Rig } from '../helpers.ts';

const ANA = 'ana.lopez@example.com';
const MINUTE_MS = HOUR_MS / 60;

const stateSchema = z.object({
  members: z.array(z.object({ email: z.string(), suspendedOn: z.string().nullable() })),
});

function groupsOf({ sandbox }: Rig, email: string): string[] {
  const { groups } = sandbox.snapshot();
  return groups.filter(({ members }) => members.some((one) => one.email === email)).map(({ name }) => name);
}

describe('recovering a member', () => {
  test('brings the same account back, active, with its licence used again', async () => {
    const { dbx, member, sandbox } = await startRig();
    const before = member('femi.adeyemi@example.com').memberId;
    expect((await dbx.teamMembersRecover({ user: byEmail('femi.adeyemi@example.com') })).result).toBeNull();
    expect(member('femi.adeyemi@example.com')).toMatchObject({
      memberId: before,
      status: 'active',
      externalId: 'E08',
    });
    expect(sandbox.snapshot().counters.recoveries).toBe(1);
    expect((await dbx.teamGetInfo()).result.num_used_licenses).toBe(16);
  });

  test('who was suspended comes back suspended, who was an admin without a role', async () => {
    const { dbx, member } = await startRig();
    for (const email of ['elif.kaya@example.com', 'henrik.dahl@example.com']) {
      await dbx.teamMembersRemove({ user: byEmail(email), wipe_data: false });
      await dbx.teamMembersRecover({ user: byEmail(email) });
    }
    expect(member('elif.kaya@example.com').status).toBe('suspended');
    expect(member('henrik.dahl@example.com')).toMatchObject({ status: 'active', roles: [] });
  });

  test.each([
    ['active', 'elif.kaya@example.com', null],
    ['suspended', ANA, '2026-03-02T09:00:00Z'],
    ['suspended', 'elif.kaya@example.com', '2026-02-16T09:00:00Z'],
  ])('brings everybody back %s where the team says so, %s too', async (status, email, suspendedOn) => {
    const { dbx, control, member } = await startRig();
    await control('POST', 'team', { recoverStatus: status });
    await dbx.teamMembersRemove({ user: byEmail(email), wipe_data: false });
    await dbx.teamMembersRecover({ user: byEmail(email) });
    expect(member(email).status).toBe(status);
    const state = stateSchema.parse(await control('GET', 'state'));
    expect(state.members.find((one) => one.email === email)?.suspendedOn).toBe(suspendedOn);
  });

  test('leaves them out of their groups, or in those that are left where the team says so', async () => {
    const rig = await startRig();
    const { dbx, control } = rig;
    const comeBack = async (): Promise<string[]> => {
      await dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
      expect(groupsOf(rig, ANA)).toEqual([]);
      await dbx.teamMembersRecover({ user: byEmail(ANA) });
      return groupsOf(rig, ANA);
    };
    await control('POST', 'team', { recoverGroups: true });
    expect(await comeBack()).toEqual(['Engineering', 'Book Club']);
    await dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
    await control('POST', 'groups', { delete: 'Book Club' });
    await dbx.teamMembersRecover({ user: byEmail(ANA) });
    expect(groupsOf(rig, ANA)).toEqual(['Engineering']);
    await control('POST', 'team', { recoverGroups: false });
    expect(await comeBack()).toEqual([]);
    expect(rig.sandbox.snapshot().counters).toMatchObject({ groupAdds: 0, groupRemovals: 0 });
  });

  test('works six days, 23 hours and 59 minutes after the removal', async () => {
    const { dbx, member, advance } = await startRig();
    await dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
    await advance(7 * DAY_MS - MINUTE_MS);
    expect(member(ANA).recoverable).toBe(true);
    await dbx.teamMembersRecover({ user: byEmail(ANA) });
    expect(member(ANA).status).toBe('active');
  });

  test('fails seven days after the removal', async () => {
    const { dbx, member, advance } = await startRig();
    await dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
    await advance(7 * DAY_MS);
    expect(member(ANA).recoverable).toBe(false);
    expect(await refusalOf(dbx.teamMembersRecover({ user: byEmail(ANA) }))).toBe('user_unrecoverable');
  });

  test.each([
    ['nobody@example.com', 'user_not_found'],
    ['marta.silva@example.com', 'user_unrecoverable'],
    [ANA, 'user_unrecoverable'],
  ])('%s is %s', async (email, tag) => {
    const { dbx } = await startRig();
    expect(await refusalOf(dbx.teamMembersRecover({ user: byEmail(email) }))).toBe(tag);
  });

  test('without a free licence it is team_license_limit', async () => {
    const { dbx, control } = await startRig();
    await control('POST', 'team', { licences: 15 });
    expect(await refusalOf(dbx.teamMembersRecover({ user: byEmail('femi.adeyemi@example.com') }))).toBe(
      'team_license_limit',
    );
  });
});
