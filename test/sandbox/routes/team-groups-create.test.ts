import { describe, expect, test } from 'vitest';
import { emailsIn, groupNamed } from '../grouping.ts';
import { matching, refusalOf, startRig, type Rig } from '../helpers.ts';

type Argument = Parameters<Rig['dbx']['teamGroupsCreate']>[0];

const COMPANY = { '.tag': 'company_managed' as const };

describe('making a group', () => {
  test('gives it an id, and nobody is in it', async () => {
    const rig = await startRig();
    const { result } = await rig.dbx.teamGroupsCreate({
      group_name: 'IT',
      group_external_id: 'x-it',
      group_management_type: COMPANY,
    });
    expect(result).toEqual({
      group_id: matching(/^g:[0-9a-f]{32}$/),
      group_name: 'IT',
      group_external_id: 'x-it',
      group_management_type: COMPANY,
      member_count: 0,
      members: [],
      created: Date.parse('2026-03-02T09:00:00Z'),
    });
    const { groupsCreated, applied } = rig.sandbox.snapshot().counters;
    expect(groupsCreated).toBe(1);
    expect(applied).toEqual([{ route: 'team/groups/create', who: 'IT', group: result.group_id }]);
  });

  test('left out, its members manage it; the kind can be said without a struct', async () => {
    const rig = await startRig();
    await rig.dbx.teamGroupsCreate({ group_name: 'IT' });
    await rig.post('team/groups/create', { group_name: 'Law', group_management_type: 'company_managed' });
    expect(groupNamed(rig, 'IT').management).toBe('user_managed');
    expect(groupNamed(rig, 'Law')).toMatchObject({ management: 'company_managed', externalId: null });
  });

  test('its creator can be its owner, where its members manage it', async () => {
    const rig = await startRig();
    const own = (group: Partial<Argument>) =>
      rig.dbx.teamGroupsCreate({ group_name: 'IT', add_creator_as_owner: true, ...group });
    expect(await refusalOf(own({ group_management_type: COMPANY }))).toBe('other');
    const { result } = await own({});
    expect(emailsIn(rig, 'IT')).toEqual(['olivia.brandt@example.com']);
    expect(result).toMatchObject({ member_count: 1, members: [{ access_type: { '.tag': 'owner' } }] });
    await rig.control('POST', 'team', { admin: null });
    expect(await refusalOf(own({ group_name: 'Law' }))).toBe('other');
    expect(rig.sandbox.snapshot().counters).toMatchObject({ groupsCreated: 1, groupAdds: 1 });
  });

  test('a deleted group leaves its name and its external id free', async () => {
    const rig = await startRig();
    const create = () => rig.dbx.teamGroupsCreate({ group_name: 'IT', group_external_id: 'x-it' });
    await create();
    await rig.control('POST', 'groups', { delete: 'IT' });
    await create();
    expect(groupNamed(rig, 'IT').externalId).toBe('x-it');
  });

  test.each<[Partial<Argument>, string]>([
    [{ group_name: 'Sales' }, 'group_name_already_used'],
    [{ group_name: 'SALES' }, 'group_name_already_used'],
    [{ group_name: 'Everyone at Rehearsal' }, 'group_name_already_used'],
    [{ group_name: '' }, 'group_name_invalid'],
    [{ group_name: ' IT' }, 'group_name_invalid'],
    [{ group_name: 'I\nT' }, 'group_name_invalid'],
    [{ group_name: 'x'.repeat(256) }, 'group_name_invalid'],
    [{ group_external_id: 'x-law' }, 'external_id_already_in_use'],
    [{ group_management_type: { '.tag': 'system_managed' } }, 'system_managed_group_disallowed'],
  ])('%j is %s, and nothing is made', async (argument, tag) => {
    const { dbx, control, sandbox } = await startRig();
    await control('POST', 'groups', { create: { name: 'Law', externalId: 'x-law' } });
    expect(await refusalOf(dbx.teamGroupsCreate({ group_name: 'IT', ...argument }))).toBe(tag);
    expect(sandbox.snapshot().groups).toHaveLength(4);
    expect(sandbox.snapshot().counters).toMatchObject({ groupsCreated: 0, applied: [] });
  });
});

test.each([
  [{}, "missing required field 'group_name'"],
  [{ group_name: 'IT', members: [] }, "unknown field 'members'"],
  [{ group_name: 'IT', group_management_type: 'mine' }, "group_management_type: unknown tag 'mine'"],
  [{ group_name: 'IT', group_management_type: {} }, "group_management_type: missing '.tag' key"],
  [
    { group_name: 'IT', group_management_type: { '.tag': 1 } },
    'group_management_type: tag must be string, got integer',
  ],
  [
    { group_name: 'IT', group_management_type: { ...COMPANY, more: 1 } },
    "group_management_type: unexpected key 'more'",
  ],
  [
    { group_name: 'IT', group_management_type: 5 },
    'group_management_type: expected string or object, got integer',
  ],
])('%j is refused', async (argument, reason) => {
  const { post } = await startRig();
  expect(await post('team/groups/create', argument)).toMatchObject({
    status: 400,
    text: `Error in call to API function "team/groups/create": request body: ${reason}`,
  });
});
