import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CallLog } from '../../src/sandbox/call-log.ts';
import { byEmail, startRig, temporaryFolder } from './helpers.ts';
import { askToken, logIn, refreshForm } from './oauth/flow.ts';

const INFO = 'team/get_info';
const SUSPEND = 'team/members/suspend';
const ADD = 'team/members/add_v2';
const REMOVE = 'team/members/remove';
const ANA = 'ana.lopez@example.com';

describe('the log of calls', () => {
  test('has every call in order, what struck it, whom a write is about, and whether it changed anything', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: SUSPEND, drop: 'before' },
      { route: SUSPEND, status: 500, applied: true },
    ]);
    const user = byEmail(ANA);
    await rig.post(INFO);
    await rig.post(SUSPEND, { user }).catch(() => undefined);
    await rig.post(SUSPEND, { user });
    await rig.post(SUSPEND, { user });
    await rig.post('team/members/send_welcome_email', user);
    await rig.post(ADD, {
      new_members: [{ member_email: 'X@example.com' }, { member_email: 'y@example.com' }],
    });
    expect(await rig.control('GET', 'calls')).toEqual({
      calls: [
        { n: 1, route: INFO, struck: null, applied: false },
        { n: 2, route: SUSPEND, who: ANA, struck: 'drop', applied: false },
        { n: 3, route: SUSPEND, who: ANA, struck: 'status', applied: true },
        { n: 4, route: SUSPEND, who: ANA, struck: null, applied: false },
        { n: 5, route: 'team/members/send_welcome_email', who: ANA, struck: null, applied: false },
        { n: 6, route: ADD, who: 'x@example.com,y@example.com', struck: null, applied: true },
      ],
    });
  });

  test('says of a change of a group whom it is about, or else which group', async () => {
    const rig = await startRig();
    const [{ groupId } = { groupId: '' }] = rig.sandbox.snapshot().groups;
    const group = { '.tag': 'group_id', group_id: groupId };
    const members = [ANA, 'Iris.Chen@example.com'].map((email) => ({
      user: byEmail(email),
      access_type: 'member',
    }));
    await rig.post('team/groups/members/add', { group, members });
    await rig.post('team/groups/members/remove', { group, users: [byEmail(ANA)] });
    await rig.post('team/groups/create', { group_name: 'IT' });
    await rig.post('team/groups/delete', group);
    await rig.post('team/members/move_former_member_files', {
      user: byEmail('femi.adeyemi@example.com'),
      transfer_dest_id: byEmail(ANA),
      transfer_admin_id: byEmail('olivia.brandt@example.com'),
    });
    expect(await rig.control('GET', 'calls')).toMatchObject({
      calls: [
        { who: `${ANA},iris.chen@example.com`, applied: false },
        { who: ANA, applied: true },
        { who: 'IT', applied: true },
        { who: groupId, applied: true },
        { who: 'femi.adeyemi@example.com', applied: true },
      ],
    });
  });

  test('says of a job that the poll with which it ended changed something', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: REMOVE, async: 0 });
    const { memberId } = rig.member(ANA);
    const { result } = await rig.dbx.teamMembersRemove({
      user: { '.tag': 'team_member_id', team_member_id: memberId },
    });
    const id = result['.tag'] === 'async_job_id' ? result.async_job_id : '';
    await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id });
    expect(await rig.control('GET', 'calls')).toMatchObject({
      calls: [
        { route: REMOVE, who: memberId, struck: 'async', applied: false },
        { route: 'team/members/remove/job_status/get', struck: null, applied: true },
      ],
    });
  });

  test('has calls of the token endpoint, and never a token', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken } = await logIn(rig);
    await rig.control('POST', 'faults', { route: 'oauth2/token', token: 'expired' });
    await askToken(rig, refreshForm(rig, refreshToken));
    const { text } = await rig.send('/_sandbox/calls', { method: 'GET' });
    expect(text).toContain('"route":"oauth2/token","struck":"token"');
    for (const token of [accessToken, refreshToken, rig.sandbox.accessToken])
      expect(text).not.toContain(token);
  });

  test('is emptied with the counters, and with the team', async () => {
    const rig = await startRig();
    for (const path of ['counters/reset', 'reset']) {
      await rig.post(INFO);
      expect(await rig.control('GET', 'calls')).toMatchObject({ calls: [{ n: 1 }] });
      await rig.control('POST', path);
      expect(await rig.control('GET', 'calls')).toEqual({ calls: [] });
    }
  });

  test('keeps the last 10,000 calls', () => {
    const log = new CallLog();
    for (let call = 0; call < 10_003; call += 1) log.begin(INFO);
    const calls = log.list();
    expect([calls.length, calls[0]?.n, calls.at(-1)?.n]).toEqual([10_000, 4, 10_003]);
  });
});

test('the log is not part of a team file', async () => {
  const file = join(temporaryFolder(), 'team.json');
  const first = await startRig({ team: { file } });
  await first.post(INFO);
  await first.sandbox.close();
  expect(await (await startRig({ team: { file } })).control('GET', 'calls')).toEqual({ calls: [] });
});
