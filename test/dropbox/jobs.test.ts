import { expect, test } from 'vitest';
import { LostAnswerError } from '../../src/errors.ts';
import type { RemoveOptions, TeamWriter } from '../../src/team.ts';
import { conflict, startFakeDropbox, teamAt, type Reply } from '../helpers/fake-dropbox.ts';

const PERSON = {
  email: 'bo@example.com',
  givenName: null,
  surname: null,
  externalId: null,
  sendWelcomeEmail: false,
  directoryRestricted: false,
};
const REMOVAL: RemoveOptions = {
  wipeData: false,
  keepAccount: false,
  retainTeamShares: false,
  transfer: null,
};

const LAUNCHES: [string, (writer: TeamWriter) => Promise<unknown>][] = [
  ['team/members/add_v2', (writer) => writer.addMembers([PERSON])],
  ['team/members/remove', (writer) => writer.removeMember('dbmid:1', REMOVAL)],
  [
    'team/members/move_former_member_files',
    (writer) => writer.moveFiles('dbmid:1', { destId: 'dbmid:2', adminId: 'dbmid:3' }),
  ],
];

const CHECKS: [string, (writer: TeamWriter) => Promise<unknown>][] = [
  ['team/members/add/job_status/get_v2', (writer) => writer.checkAddJob('j')],
  ['team/members/remove/job_status/get', (writer) => writer.checkRemoveJob('j')],
  ['team/members/move_former_member_files/job_status/check', (writer) => writer.checkMoveJob('j')],
];

const LOST: [string, Reply, string][] = [
  ['failed', { json: { '.tag': 'failed', failed: 'no idea' } }, 'job_failed'],
  ['of an unknown state', { json: { '.tag': 'moonlight' } }, 'moonlight'],
  ['gone', conflict('invalid_async_job_id'), 'invalid_async_job_id'],
  ['broken inside Dropbox', conflict('internal_error'), 'internal_error'],
  ['no longer a valid question', { status: 400, text: 'Error in call to API function' }, 'bad_request'],
];

test.each(
  CHECKS.flatMap(([route, check]) =>
    LOST.map(([name, reply, code]) => [name, route, check, reply, code] as const),
  ),
)('a job that is %s (%s) is lost', async (_name, route, check, reply, code) => {
  const fake = await startFakeDropbox({ [route]: reply });
  expect(await check(teamAt(fake.origin).writer)).toMatchObject({ kind: 'lost', code });
});

test.each(CHECKS)('%s is a read, so it is asked again after a failure', async (route, check) => {
  const fake = await startFakeDropbox({ [route]: [{ status: 500, text: '' }, conflict('internal_error')] });
  expect(await check(teamAt(fake.origin).writer)).toMatchObject({ kind: 'lost' });
  expect(fake.to(route)).toHaveLength(2);
});

test.each(CHECKS)(
  'a token that is refused ends %s, and the job is not lost by that',
  async (route, check) => {
    const fake = await startFakeDropbox({
      [route]: { status: 401, json: { error: { '.tag': 'invalid_access_token' } } },
    });
    await expect(check(teamAt(fake.origin).writer)).rejects.toMatchObject({ exitCode: 5 });
  },
);

const UNUSABLE: [string, unknown][] = [
  ['a job without an id', { '.tag': 'async_job_id', async_job_id: ' ' }],
  ['a launch of unknown kind', { '.tag': 'moonlight' }],
  ['a launch without a tag', {}],
  ['something where nothing was expected', 'done'],
];

test.each(
  LAUNCHES.flatMap(([route, start]) => UNUSABLE.map(([name, json]) => [name, route, start, json] as const)),
)('%s (%s) is a lost answer that names the place', async (_name, route, start, json) => {
  const fake = await startFakeDropbox({ [route]: { json } });
  const error: unknown = await start(teamAt(fake.origin).writer).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LostAnswerError);
  expect(error).toMatchObject({ code: 'unusable_answer', details: { endpoint: route, requestId: 'req-1' } });
  expect(fake.seen).toHaveLength(1);
});
