import { expect, test } from 'vitest';
import type { NewMember } from '../../src/team.ts';
import { listed, startFakeDropbox, teamAt, type Reply } from '../helpers/fake-dropbox.ts';

const ADD = 'team/members/add_v2';
const ADD_JOB = 'team/members/add/job_status/get_v2';

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

test('a job of an earlier process tells about whomever its items name', async () => {
  const fake = await startFakeDropbox({ [ADD_JOB]: complete(success('bo')) });
  expect(await teamAt(fake.origin).writer.checkAddJob('job-1')).toMatchObject({
    kind: 'done',
    result: [{ kind: 'added', email: 'bo@example.com' }],
  });
});
