import { expect, test } from 'vitest';
import { LostAnswerError, RequestRefusedError } from '../../src/errors.ts';
import type { TeamWriter } from '../../src/team.ts';
import { conflict, listed, listedGroup, RESET, startFakeDropbox, teamAt } from '../helpers/fake-dropbox.ts';

const NOBODY = {
  email: 'bo@example.com',
  givenName: null,
  surname: null,
  externalId: null,
  sendWelcomeEmail: false,
  directoryRestricted: false,
};
const REMOVAL = { wipeData: false, keepAccount: false, retainTeamShares: false, transfer: null };
const TRANSFER = { destId: 'dbmid:2', adminId: 'dbmid:3' };
const CHANGED = { group_info: listedGroup('eng'), async_job_id: ' ' };
const COMPLETE = { '.tag': 'complete' };

/** Every write, with an answer to it that says that it was done. */
const WRITES: [string, (writer: TeamWriter) => Promise<unknown>, unknown][] = [
  ['team/members/add_v2', (writer) => writer.addMembers([NOBODY]), { ...COMPLETE, complete: [] }],
  ['team/members/remove', (writer) => writer.removeMember('dbmid:1', REMOVAL), COMPLETE],
  ['team/members/move_former_member_files', (writer) => writer.moveFiles('dbmid:1', TRANSFER), COMPLETE],
  ['team/members/suspend', (writer) => writer.suspendMember('dbmid:1', { wipeData: false }), null],
  ['team/members/unsuspend', (writer) => writer.unsuspendMember('dbmid:1'), null],
  ['team/members/recover', (writer) => writer.recoverMember('dbmid:1'), null],
  [
    'team/members/set_profile_v2',
    (writer) => writer.setProfile('dbmid:1', { surname: 'M' }),
    { member_info: listed('1') },
  ],
  [
    'team/members/set_admin_permissions_v2',
    (writer) => writer.setRole({ id: 'dbmid:1' }, null),
    { team_member_id: 'dbmid:1' },
  ],
  ['team/members/send_welcome_email', (writer) => writer.remindMember('dbmid:1'), null],
  ['team/groups/create', (writer) => writer.createGroup('ENG'), listedGroup('eng')],
  ['team/groups/members/add', (writer) => writer.addToGroup('g:eng', [{ id: 'dbmid:1' }]), CHANGED],
  ['team/groups/members/remove', (writer) => writer.removeFromGroup('g:eng', [{ id: 'dbmid:1' }]), CHANGED],
];

test.each(WRITES)(
  '%s is sent once, and again only when Dropbox was too busy for it',
  async (route, write, json) => {
    const busy = {
      status: 429,
      json: { error: { reason: { '.tag': 'too_many_requests' }, retry_after: 1 } },
    };
    const fake = await startFakeDropbox({ [route]: [busy, { json }] });
    await write(teamAt(fake.origin).writer);
    expect(fake.seen.map((seen) => seen.route)).toEqual([route, route]);
    expect(fake.seen[1]?.body).toStrictEqual(fake.seen[0]?.body);
  },
);

test.each(WRITES)('%s is not sent again when its answer is lost', async (route, write) => {
  for (const reply of [RESET, { status: 500, text: '' }, { json: { from: 'tomorrow' } }]) {
    const fake = await startFakeDropbox({ [route]: reply });
    await expect(write(teamAt(fake.origin).writer)).rejects.toBeInstanceOf(LostAnswerError);
    expect(fake.seen).toHaveLength(1);
  }
});

test.each(WRITES)('a refusal of %s concerns that call alone, and keeps its tag', async (route, write) => {
  const fake = await startFakeDropbox({ [route]: conflict('moonlight') });
  const error: unknown = await write(teamAt(fake.origin).writer).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RequestRefusedError);
  expect(error).toMatchObject({ code: 'moonlight', details: { endpoint: route, requestId: 'req-1' } });
  expect(fake.seen).toHaveLength(1);
});

test.each(WRITES)('a scope that %s lacks is no refusal of that call', async (route, write) => {
  const error = { '.tag': 'missing_scope', required_scope: 'groups.write' };
  const fake = await startFakeDropbox({ [route]: { status: 401, json: { error } } });
  await expect(write(teamAt(fake.origin).writer)).rejects.toMatchObject({
    code: 'missing_scope',
    exitCode: 6,
  });
});
