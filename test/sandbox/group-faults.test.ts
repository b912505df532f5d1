import { describe, expect, test } from 'vitest';
import { addTo, ANA, byName, emailsIn, IRIS } from './grouping.ts';
import { byEmail, refusalOf, startRig, type Rig } from './helpers.ts';

const ADD = 'team/groups/members/add';

async function rigWith(...faults: object[]): Promise<Rig> {
  const rig = await startRig();
  await rig.control('POST', 'faults', faults);
  return rig;
}

describe('faults on the routes of groups', () => {
  test.each([
    ['before', false],
    ['after', true],
  ])('a connection that is reset %s the change leaves it done: %s', async (drop, isIn) => {
    const rig = await rigWith({ route: ADD, drop });
    await expect(addTo(rig, 'Sales', ANA)).rejects.toThrow();
    expect(emailsIn(rig, 'Sales').includes(ANA)).toBe(isIn);
  });

  test('any tag can be answered, and nothing is done', async () => {
    const rig = await rigWith({ route: ADD, error: 'group_not_in_team' });
    expect(await refusalOf(addTo(rig, 'Sales', ANA))).toBe('group_not_in_team');
    expect(emailsIn(rig, 'Sales')).not.toContain(ANA);
  });

  test('rules about all writes strike them, and rules about all reads do not', async () => {
    const rig = await rigWith({ writes: true, error: 'other', times: 0 }, { reads: true, status: 503 });
    expect(await refusalOf(addTo(rig, 'Sales', ANA))).toBe('other');
    expect(await refusalOf(rig.dbx.teamGroupsDelete(byName(rig, 'Sales')))).toBe('other');
    expect((await rig.post('team/groups/list', {})).status).toBe(503);
    expect((await rig.post('team/groups/list', {})).status).toBe(200);
  });
});

test('a token without the scope is told which one is missing', async () => {
  const rig = await startRig();
  await rig.control('POST', 'team', { scopes: ['members.read', 'groups.read'] });
  const group = byName(rig, 'Sales');
  const { status, text } = await rig.post(ADD, { group, members: [] });
  expect(status).toBe(401);
  expect(JSON.parse(text)).toMatchObject({ error: { required_scope: 'groups.write' } });
  expect((await rig.post('team/groups/members/list', { group })).status).toBe(200);
  const move = { user: byEmail(IRIS), transfer_dest_id: byEmail(ANA), transfer_admin_id: byEmail(ANA) };
  const answer = await rig.post('team/members/move_former_member_files', move);
  expect(JSON.parse(answer.text)).toMatchObject({ error: { required_scope: 'members.write' } });
});

test.each([
  [{ route: 'team/groups/list', omit: 1 }, '[0]: "omit" never happens on team/groups/list'],
  [{ route: ADD, async: 1 }, `[0]: "async" never happens on ${ADD}`],
  [{ route: ADD, change: { group: { name: 'Sales' } } }, '[0].change.group: nobody to "add" or "remove"'],
])('the rule %j is refused', async (rule, problem) => {
  const rig = await startRig();
  expect(await rig.control('POST', 'faults', rule)).toEqual({ problems: [problem] });
});
