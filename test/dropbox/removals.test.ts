import { expect, test } from 'vitest';
import type { RemoveOptions } from '../../src/team.ts';
import { startFakeDropbox, teamAt, type Reply } from '../helpers/fake-dropbox.ts';

const REMOVE = 'team/members/remove';
const REMOVE_JOB = 'team/members/remove/job_status/get';
const MOVE = 'team/members/move_former_member_files';
const MOVE_JOB = 'team/members/move_former_member_files/job_status/check';
const USER = { '.tag': 'team_member_id', team_member_id: 'dbmid:1' };
const REMOVAL: RemoveOptions = {
  wipeData: false,
  keepAccount: false,
  retainTeamShares: false,
  transfer: null,
};
const TRANSFER = { destId: 'dbmid:2', adminId: 'dbmid:3' };
const RECIPIENTS = {
  transfer_dest_id: { '.tag': 'team_member_id', team_member_id: 'dbmid:2' },
  transfer_admin_id: { '.tag': 'team_member_id', team_member_id: 'dbmid:3' },
};
const COMPLETE: Reply = { json: { '.tag': 'complete' } };
const RUNNING: Reply = { json: { '.tag': 'in_progress' } };
const job = (id: string): Reply => ({ json: { '.tag': 'async_job_id', async_job_id: id } });

test('removing sends all four switches, and never deletes files for good', async () => {
  const fake = await startFakeDropbox({ [REMOVE]: COMPLETE });
  const { writer } = teamAt(fake.origin);
  expect(await writer.removeMember('dbmid:1', REMOVAL)).toEqual({ kind: 'done', result: null });
  const all = { wipeData: true, keepAccount: true, retainTeamShares: true, transfer: null };
  await writer.removeMember('dbmid:1', all);
  const switches = { wipe_data: false, keep_account: false, retain_team_shares: false };
  expect(fake.seen[0]?.body).toStrictEqual({ user: USER, ...switches, permanently_delete_files: false });
  expect(fake.seen[1]?.body).toStrictEqual({
    user: USER,
    wipe_data: true,
    keep_account: true,
    retain_team_shares: true,
    permanently_delete_files: false,
  });
});

test('removing with a transfer names by id who gets the files and who hears of errors', async () => {
  const fake = await startFakeDropbox({ [REMOVE]: COMPLETE });
  await teamAt(fake.origin).writer.removeMember('dbmid:1', { ...REMOVAL, transfer: TRANSFER });
  expect(fake.seen[0]?.body).toStrictEqual({
    user: USER,
    wipe_data: false,
    keep_account: false,
    retain_team_shares: false,
    permanently_delete_files: false,
    ...RECIPIENTS,
  });
});

test('a removal may run on as a job', async () => {
  const fake = await startFakeDropbox({ [REMOVE]: job('job-2'), [REMOVE_JOB]: [RUNNING, COMPLETE] });
  const { writer } = teamAt(fake.origin);
  expect(await writer.removeMember('dbmid:1', REMOVAL)).toEqual({ kind: 'job', jobId: 'job-2' });
  expect(await writer.checkRemoveJob('job-2')).toEqual({ kind: 'running' });
  expect(await writer.checkRemoveJob('job-2')).toEqual({ kind: 'done', result: null });
  expect(fake.to(REMOVE_JOB)[0]?.body).toStrictEqual({ async_job_id: 'job-2' });
});

test('files of a former member are moved by naming all three by id', async () => {
  const fake = await startFakeDropbox({ [MOVE]: COMPLETE });
  const { writer } = teamAt(fake.origin);
  expect(await writer.moveFiles('dbmid:1', TRANSFER)).toEqual({ kind: 'done', result: null });
  expect(fake.seen.map(({ route, body }) => [route, body])).toStrictEqual([
    [MOVE, { user: USER, ...RECIPIENTS }],
  ]);
});

test('moving files may run on as a job', async () => {
  const fake = await startFakeDropbox({ [MOVE]: job('job-3'), [MOVE_JOB]: [RUNNING, COMPLETE] });
  const { writer } = teamAt(fake.origin);
  expect(await writer.moveFiles('dbmid:1', TRANSFER)).toEqual({ kind: 'job', jobId: 'job-3' });
  expect(await writer.checkMoveJob('job-3')).toEqual({ kind: 'running' });
  expect(await writer.checkMoveJob('job-3')).toEqual({ kind: 'done', result: null });
  expect(fake.to(MOVE_JOB).map(({ body }) => body)).toStrictEqual([
    { async_job_id: 'job-3' },
    { async_job_id: 'job-3' },
  ]);
});
