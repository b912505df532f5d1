import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, startRig, type Rig } from '../helpers.ts';

async function roleIds({ dbx }: Rig): Promise<{ team: string; support: string }> {
  const { roles } = (await dbx.teamMembersGetAvailableTeamMemberRoles()).result;
  const idOf = (name: string): string => roles.find((role) => role.name === name)?.role_id ?? '';
  return { team: idOf('Team'), support: idOf('Support') };
}

describe('changing the role of a member', () => {
  test('a member gets a role, and with an empty list none', async () => {
    const rig = await startRig();
    const { support } = await roleIds(rig);
    const user = byEmail('ana.lopez@example.com');
    const { result } = await rig.dbx.teamMembersSetAdminPermissionsV2({ user, new_roles: [support] });
    expect(result).toMatchObject({
      team_member_id: rig.member('ana.lopez@example.com').memberId,
      roles: [{ role_id: support }],
    });
    expect(rig.member('ana.lopez@example.com').roles).toEqual(['support_admin']);
    await rig.dbx.teamMembersSetAdminPermissionsV2({ user, new_roles: [] });
    expect(rig.member('ana.lopez@example.com').roles).toEqual([]);
    expect(rig.sandbox.snapshot().counters.roleChanges).toBe(2);
  });

  test('the last team admin cannot be demoted, one of two can', async () => {
    const rig = await startRig();
    const { team, support } = await roleIds(rig);
    const demote = (roles: string[]) =>
      rig.dbx.teamMembersSetAdminPermissionsV2({
        user: byEmail('olivia.brandt@example.com'),
        new_roles: roles,
      });
    expect(await refusalOf(demote([]))).toBe('last_admin');
    expect(await refusalOf(demote([support]))).toBe('last_admin');
    await demote([team]);
    await rig.dbx.teamMembersSetAdminPermissionsV2({
      user: byEmail('ana.lopez@example.com'),
      new_roles: [team],
    });
    await demote([]);
    expect(rig.member('olivia.brandt@example.com').roles).toEqual([]);
  });

  test('an invited member can be given one, but not where the team says so', async () => {
    const rig = await startRig();
    const { support } = await roleIds(rig);
    const give = (roles: string[]) =>
      rig.dbx.teamMembersSetAdminPermissionsV2({
        user: byEmail('hugo.martin@example.com'),
        new_roles: roles,
      });
    await give([support]);
    await rig.control('POST', 'team', { rolesForInvited: false });
    expect(await refusalOf(give([]))).toBe('cannot_set_permissions');
    expect(rig.member('hugo.martin@example.com').roles).toEqual(['support_admin']);
  });

  test.each([
    ['nobody@example.com', 'user_not_found'],
    ['femi.adeyemi@example.com', 'user_not_in_team'],
    ['elif.kaya@example.com', 'cannot_set_permissions'],
    ['ana.lopez@example.com', 'role_not_found'],
  ])('%s with an unknown role is %s', async (email, tag) => {
    const { dbx } = await startRig();
    const call = dbx.teamMembersSetAdminPermissionsV2({
      user: byEmail(email),
      new_roles: ['pid_dbtmr:unknown'],
    });
    expect(await refusalOf(call)).toBe(tag);
  });
});
