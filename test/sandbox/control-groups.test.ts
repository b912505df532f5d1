import { describe, expect, test } from 'vitest';
import { addTo, ANA, BEN, CARLA, emailsIn, groupNamed, IRIS, takeFrom } from './grouping.ts';
import { refusalOf, startRig } from './helpers.ts';

describe('an admin in the console', () => {
  test('makes a group as a seed file describes it, which no counter counts', async () => {
    const rig = await startRig();
    const create = {
      name: 'IT',
      management: 'user_managed',
      externalId: 'x-it',
      members: ['Ana.Lopez@example.com'],
    };
    const made = await rig.control('POST', 'groups', { create });
    expect(made).toEqual(groupNamed(rig, 'IT'));
    expect(made).toMatchObject({
      name: 'IT',
      management: 'user_managed',
      externalId: 'x-it',
      members: [{ email: ANA, access: 'member', memberId: rig.member(ANA).memberId }],
    });
    const { counters } = rig.sandbox.snapshot();
    expect(counters).toMatchObject({ groupsCreated: 0, groupAdds: 0, writes: 0, applied: [] });
  });

  test('may give groups names that differ in case only', async () => {
    const rig = await startRig();
    await rig.control('POST', 'groups', { create: { name: 'sales' } });
    expect(rig.sandbox.snapshot().groups.map(({ name }) => name)).toContain('sales');
  });

  test('deletes a group', async () => {
    const rig = await startRig();
    expect(await rig.control('POST', 'groups', { delete: 'Sales' })).toMatchObject({
      name: 'Sales',
      members: [],
    });
    expect(rig.sandbox.snapshot().groups.map(({ name }) => name)).toEqual(['Engineering', 'Book Club']);
  });

  test('changes who is in a group, one or several at once', async () => {
    const rig = await startRig();
    const change = { name: 'Engineering', add: IRIS, remove: [ANA, BEN] };
    await rig.control('POST', 'groups', { group: change });
    expect(emailsIn(rig, 'Engineering')).toEqual([CARLA, IRIS]);
  });

  test('takes whoever is removed out of all groups', async () => {
    const rig = await startRig();
    await rig.control('POST', 'members', { email: ANA, set: { remove: true } });
    expect([emailsIn(rig, 'Engineering'), emailsIn(rig, 'Book Club')]).toEqual([[BEN, CARLA], [IRIS]]);
  });

  test.each([
    [{ delete: 'Law' }, 'no group has the name "Law"'],
    [{ group: { name: 'Law', add: ANA } }, 'no group has the name "Law"'],
    [{ group: { name: 'Sales', add: 'no@example.com' } }, 'nobody has the address no@example.com'],
    [
      { group: { name: 'Sales', add: 'femi.adeyemi@example.com' } },
      'femi.adeyemi@example.com is off the team',
    ],
    [{ group: { name: 'Engineering', add: [IRIS, ANA] } }, `${ANA} is in "Engineering" already`],
    [{ group: { name: 'Sales', remove: ANA } }, `${ANA} is not in "Sales"`],
    [{ group: { name: 'Sales' } }, 'group: nobody to "add" or "remove"'],
    [{ create: { name: 'Sales' } }, 'name: "Sales" is taken by groups[1]'],
    [
      { create: { name: 'IT', members: ['no@example.com'] } },
      'members[0]: "no@example.com" is nobody on this team',
    ],
    [{ create: { name: ' ' } }, 'create.name: a group needs a name'],
    [{ rename: 'Sales' }, 'Invalid input'],
  ])('is told of %j that it cannot be, and nothing changes', async (body, reason) => {
    const { control } = await startRig();
    const before = await control('GET', 'state');
    expect(await control('POST', 'groups', body)).toEqual({ problems: [reason] });
    expect(await control('GET', 'state')).toEqual(before);
  });
});

describe('a change of a group in the console just before a call', () => {
  test.each([
    ['add', IRIS, 'duplicate_user'],
    ['remove', ANA, 'member_not_in_group'],
  ])('that does what the call wants, %s, is what the call finds', async (verb, email, tag) => {
    const rig = await startRig();
    const group = { name: 'Engineering', [verb]: email };
    await rig.control('POST', 'faults', { route: `team/groups/members/${verb}`, change: { group } });
    const call = verb === 'add' ? addTo : takeFrom;
    expect(await refusalOf(call(rig, 'Engineering', email))).toBe(tag);
    expect(emailsIn(rig, 'Engineering').includes(email)).toBe(verb === 'add');
  });

  test('can make the group that the call wants to make', async () => {
    const rig = await startRig();
    const fault = { route: 'team/groups/create', change: { create: { name: 'IT' } } };
    await rig.control('POST', 'faults', fault);
    expect(await refusalOf(rig.dbx.teamGroupsCreate({ group_name: 'IT' }))).toBe('group_name_already_used');
  });

  test('can come before a reading', async () => {
    const { control, dbx } = await startRig();
    await control('POST', 'faults', { route: 'team/groups/list', change: { delete: 'Sales' } });
    expect((await dbx.teamGroupsList({})).result.groups).toHaveLength(3);
  });
});

test('the state tells of all groups but the one of everybody', async () => {
  const { control, sandbox } = await startRig();
  expect(await control('GET', 'state')).toMatchObject({ groups: sandbox.snapshot().groups });
});
