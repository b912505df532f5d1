import { expect, test } from 'vitest';
import { smallSeed, startRig } from '../helpers.ts';

test('the licences used are those of active, invited and suspended full members', async () => {
  const { dbx, sandbox } = await startRig();
  const { result } = await dbx.teamGetInfo();
  expect(result).toMatchObject({
    name: 'Rehearsal',
    team_id: sandbox.snapshot().team.id,
    num_licensed_users: 20,
    num_provisioned_users: 15,
    num_used_licenses: 15,
  });
  expect(result.team_id).toMatch(/^dbtid:.{35}$/);
  expect(result.policies.emm_state['.tag']).toBe('disabled');
});

test('a limited member uses no licence', async () => {
  const seed = smallSeed(5, [{ email: 'guest@example.com', membership: 'limited' }]);
  const { dbx } = await startRig({ team: { seed } });
  expect((await dbx.teamGetInfo()).result.num_provisioned_users).toBe(1);
});
