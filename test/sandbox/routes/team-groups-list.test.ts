import { expect, test } from 'vitest';
import { startRig, matching } from '../helpers.ts';

test('the team has one group, managed by Dropbox, of everybody on the team', async () => {
  const { dbx } = await startRig();
  const { groups, has_more: more } = (await dbx.teamGroupsList({ limit: 5 })).result;
  expect(more).toBe(false);
  expect(groups).toEqual([
    {
      group_name: 'Everyone at Rehearsal',
      group_id: matching(/^g:[0-9a-f]{32}$/),
      member_count: 15,
      group_management_type: { '.tag': 'system_managed' },
    },
  ]);
});
