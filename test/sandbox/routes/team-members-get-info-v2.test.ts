import { expect, test } from 'vitest';
import { byEmail, startRig } from '../helpers.ts';

test('members are found by address, external id and id, in the order asked for', async () => {
  const { dbx, member } = await startRig();
  const id = member('ben.okafor@example.com').memberId;
  const { members_info: infos } = (
    await dbx.teamMembersGetInfoV2({
      members: [
        byEmail('Ana.Lopez@example.com'),
        { '.tag': 'external_id', external_id: 'E02' },
        { '.tag': 'team_member_id', team_member_id: id },
        { '.tag': 'external_id', external_id: 'nobody' },
      ],
    })
  ).result;
  expect(infos).toMatchObject([
    { '.tag': 'member_info', profile: { email: 'ana.lopez@example.com' } },
    {
      '.tag': 'member_info',
      profile: { email: 'henrik.dahl@example.com' },
      roles: [{ name: 'User management' }],
    },
    { '.tag': 'member_info', profile: { team_member_id: id } },
    { '.tag': 'id_not_found', id_not_found: 'nobody' },
  ]);
  expect(infos[0]).not.toHaveProperty('roles');
});

test('a removed member is not found', async () => {
  const { dbx } = await startRig();
  const { members_info: infos } = (
    await dbx.teamMembersGetInfoV2({ members: [byEmail('femi.adeyemi@example.com')] })
  ).result;
  expect(infos).toEqual([{ '.tag': 'id_not_found', id_not_found: 'femi.adeyemi@example.com' }]);
});
