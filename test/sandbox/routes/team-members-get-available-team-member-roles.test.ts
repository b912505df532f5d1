import { expect, test } from 'vitest';
import { startRig } from '../helpers.ts';

test("Dropbox's own roles are told, with ids that are the same in every team", async () => {
  const [one, two] = await Promise.all([startRig(), startRig()]);
  const { roles } = (await one.dbx.teamMembersGetAvailableTeamMemberRoles()).result;
  expect(roles.map(({ name }) => name)).toEqual(['Team', 'User management', 'Support']);
  for (const role of roles) expect(role.role_id).toMatch(/^pid_dbtmr:.{1,118}$/);
  expect((await two.dbx.teamMembersGetAvailableTeamMemberRoles()).result.roles).toEqual(roles);
});
