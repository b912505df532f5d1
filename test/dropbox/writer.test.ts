import { expect, test } from 'vitest';
import type { NewMember } from '../../src/team.ts';
import { LostAnswerError } from '../../src/errors.ts';
import { conflict, listed, startFakeDropbox, teamAt, type Reply } from '../helpers/fake-dropbox.ts';

const ADD = 'team/members/add_v2';
const ADD_JOB = 'team/members/add/job_status/get_v2';
const REMOVE = 'team/members/remove';
const REMOVE_JOB = 'team/members/remove/job_status/get';
const USER = { '.tag': 'team_member_id', team_member_id: 'dbmid:1' };
const REMOVAL = { wipeData: false, keepAccount: false, retainTeamShares: false };

function person(name: string, changes: Partial<NewMember> = {}): NewMember {
  const rest = {
    givenName: null,
    surname: null,
    externalId: null,
    sendWelcomeEmail: false,
    directoryRestricted: false,
  };
  return { email: `${name}@example.com`, ...rest, ...changes };
}

const success = (name: string): object => ({ '.tag': 'success', ...listed(name) });
const complete = (...items: object[]): Reply => ({ json: { '.tag': 'complete', complete: items } });
const refused = (tag: string, email: string): object => ({ '.tag': tag, [tag]: email });

test('adding sends every option, and a name only where there is one', async () => {
  const fake = await startFakeDropbox({ [ADD]: complete(success('bo'), success('cy')) });
  const full = {
    givenName: 'Cy',
    surname: 'Lee',
    externalId: 'E1',
    sendWelcomeEmail: true,
    directoryRestricted: true,
  };
  await teamAt(fake.origin).writer.addMembers([person('bo'), person('cy', full)]);
  expect(fake.seen[0]?.body).toStrictEqual({
    new_members: [
      { member_email: 'bo@example.com', send_welcome_email: false, is_directory_restricted: false },
      {
        member_email: 'cy@example.com',
        member_given_name: 'Cy',
        member_surname: 'Lee',
        member_external_id: 'E1',
        send_welcome_email: true,
        is_directory_restricted: true,
      },
    ],
    force_async: false,
  });
});

test('each person gets the item with their address, wherever it stands and however it is spelled', async () => {
  const bo = { '.tag': 'success', ...listed('bo', { email: 'BO@Example.com' }) };
  const fake = await startFakeDropbox({
    [ADD]: complete(refused('user_on_another_team', 'cy@example.com'), bo),
  });
  const launch = await teamAt(fake.origin).writer.addMembers([person('bo'), person('cy'), person('di')]);
  expect(launch).toMatchObject({
    kind: 'done',
    result: [
      { kind: 'added', email: 'bo@example.com', memberId: 'dbmid:bo' },
      { kind: 'refused', email: 'cy@example.com', code: 'user_on_another_team' },
      { kind: 'unknown', email: 'di@example.com' },
    ],
  });
});

test('a tag of tomorrow is a refusal where it carries the address, and says nothing where it does not', async () => {
  const items = [
    refused('moonlight', 'bo@example.com'),
    { '.tag': 'other' },
    { '.tag': 'success', profile: {} },
  ];
  const fake = await startFakeDropbox({ [ADD]: complete(...items) });
  const launch = await teamAt(fake.origin).writer.addMembers([person('bo'), person('cy'), person('di')]);
  expect(launch).toMatchObject({
    result: [{ kind: 'refused', code: 'moonlight' }, { kind: 'unknown' }, { kind: 'unknown' }],
  });
});

test('more than 20 people in one call are a mistake of the program, and nothing is sent', async () => {
  const fake = await startFakeDropbox({});
  const many = Array.from({ length: 21 }, (_, index) => person(`p${String(index)}`));
  await expect(teamAt(fake.origin).writer.addMembers(many)).rejects.toThrow('21');
  expect(fake.seen).toEqual([]);
});

test('an adding job runs, and then tells about everybody who was asked for', async () => {
  const fake = await startFakeDropbox({
    [ADD]: { json: { '.tag': 'async_job_id', async_job_id: 'job-1' } },
    [ADD_JOB]: [{ json: { '.tag': 'in_progress' } }, complete(success('bo'))],
  });
  const { writer } = teamAt(fake.origin);
  expect(await writer.addMembers([person('bo'), person('cy')])).toEqual({ kind: 'job', jobId: 'job-1' });
  expect(await writer.checkAddJob('job-1')).toEqual({ kind: 'running' });
  expect(await writer.checkAddJob('job-1')).toMatchObject({
    kind: 'done',
    result: [{ kind: 'added' }, { kind: 'unknown', email: 'cy@example.com' }],
  });
  expect(fake.to(ADD_JOB)[0]?.body).toStrictEqual({ async_job_id: 'job-1' });
});

test.each<[string, Reply]>([
  ['failed', { json: { '.tag': 'failed', failed: 'no idea' } }],
  ['of an unknown state', { json: { '.tag': 'moonlight' } }],
  ['gone', conflict('invalid_async_job_id')],
  ['broken inside Dropbox', conflict('internal_error')],
  ['no longer a valid question', { status: 400, text: 'Error in call to API function' }],
])('a job that is %s is lost', async (_name, reply) => {
  const fake = await startFakeDropbox({ [ADD_JOB]: reply, [REMOVE_JOB]: reply });
  const { writer } = teamAt(fake.origin);
  expect(await writer.checkAddJob('j')).toMatchObject({ kind: 'lost' });
  expect(await writer.checkRemoveJob('j')).toMatchObject({ kind: 'lost' });
});

test('a job of an earlier process tells about whomever its items name', async () => {
  const fake = await startFakeDropbox({ [ADD_JOB]: complete(success('bo')) });
  expect(await teamAt(fake.origin).writer.checkAddJob('job-1')).toMatchObject({
    kind: 'done',
    result: [{ kind: 'added', email: 'bo@example.com' }],
  });
});

test('a job without an id is a lost answer, not a job', async () => {
  const blank = { json: { '.tag': 'async_job_id', async_job_id: ' ' } };
  const fake = await startFakeDropbox({ [ADD]: blank, [REMOVE]: blank });
  const { writer } = teamAt(fake.origin);
  await expect(writer.addMembers([person('bo')])).rejects.toBeInstanceOf(LostAnswerError);
  await expect(writer.removeMember('dbmid:1', REMOVAL)).rejects.toBeInstanceOf(LostAnswerError);
});

test('removing sends all four switches, and never deletes files for good', async () => {
  const fake = await startFakeDropbox({ [REMOVE]: { json: { '.tag': 'complete' } } });
  const { writer } = teamAt(fake.origin);
  expect(await writer.removeMember('dbmid:1', REMOVAL)).toEqual({ kind: 'done', result: null });
  await writer.removeMember('dbmid:1', { wipeData: true, keepAccount: true, retainTeamShares: true });
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

test('a removal may run on as a job', async () => {
  const fake = await startFakeDropbox({
    [REMOVE]: { json: { '.tag': 'async_job_id', async_job_id: 'job-2' } },
    [REMOVE_JOB]: { json: { '.tag': 'complete' } },
  });
  const { writer } = teamAt(fake.origin);
  expect(await writer.removeMember('dbmid:1', REMOVAL)).toEqual({ kind: 'job', jobId: 'job-2' });
  expect(await writer.checkRemoveJob('job-2')).toEqual({ kind: 'done', result: null });
});

test('suspending always says whether devices are wiped; the other calls name only the member', async () => {
  const routes = ['suspend', 'unsuspend', 'recover'].map((name) => `team/members/${name}`);
  const fake = await startFakeDropbox(Object.fromEntries(routes.map((route) => [route, { json: null }])));
  const { writer } = teamAt(fake.origin);
  await writer.suspendMember('dbmid:1', { wipeData: false });
  await writer.unsuspendMember('dbmid:1');
  await writer.recoverMember('dbmid:1');
  expect(fake.seen.map(({ route, body }) => [route, body])).toStrictEqual([
    [routes[0], { user: USER, wipe_data: false }],
    [routes[1], { user: USER }],
    [routes[2], { user: USER }],
  ]);
});

test('a profile is sent with only the fields that change, the empty external id included', async () => {
  const route = 'team/members/set_profile_v2';
  const fake = await startFakeDropbox({ [route]: { json: { member_info: listed('1') } } });
  const { writer } = teamAt(fake.origin);
  await writer.setProfile('dbmid:1', { externalId: '' });
  await writer.setProfile('dbmid:1', { email: 'n@example.com', givenName: 'N', surname: 'M' });
  expect(fake.seen.map(({ body }) => body)).toStrictEqual([
    { user: USER, new_external_id: '' },
    { user: USER, new_email: 'n@example.com', new_given_name: 'N', new_surname: 'M' },
  ]);
});

test.each<[string, string, unknown]>([
  ['a launch of unknown kind', REMOVE, { '.tag': 'moonlight' }],
  ['a launch without a tag', REMOVE, {}],
  ['something where nothing was expected', REMOVE, 'done'],
])('%s after a write is a lost answer that names the place', async (_name, route, json) => {
  const fake = await startFakeDropbox({ [route]: { json } });
  const error: unknown = await teamAt(fake.origin)
    .writer.removeMember('dbmid:1', REMOVAL)
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(LostAnswerError);
  expect(error).toMatchObject({ code: 'unusable_answer', details: { endpoint: route, requestId: 'req-1' } });
  expect(fake.seen).toHaveLength(1);
});
