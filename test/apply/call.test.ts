import { describe, expect, test } from 'vitest';
import { attempt, callsFor, sameFor, type Attempted, type Call } from '../../src/apply/call.ts';
import { createGroupIds } from '../../src/apply/group-ids.ts';
import { APPLIED } from '../../src/apply/types.ts';
import {
  ForbiddenError,
  InterruptedError,
  LostAnswerError,
  RequestRefusedError,
  TeamsyncError,
  UnauthorizedError,
  UnavailableError,
} from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import { deprovision, idOf, provision, recover, suspend } from '../helpers/changes.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { appoint, invite, join, joinNew, leave, transfer } from './changes.ts';
import { addresses, teamOf } from './run.ts';
import { surroundings } from './surroundings.ts';

const p = provision('p@x.org');
const q = provision('q@x.org');
const d = deprovision('d@x.org');

function callOf(changes: Change[]): Call {
  const [call, ...others] = callsFor(changes);
  if (call === undefined || others.length > 0) throw new Error('not one call');
  return call;
}

async function attempted(
  changes: Change[],
  tricks: Record<string, Trick>,
  onJob: (jobId: string) => Promise<void> = () => Promise.resolve(),
): Promise<Attempted | null> {
  const team = new FakeTeam(tricks, teamOf(changes));
  const outside = surroundings(team);
  const known = { people: new Map(), groupIds: createGroupIds(outside) };
  return attempt(callOf(changes), known, outside, onJob);
}

describe('changes as calls', () => {
  test('new people share calls of at most twenty, and everybody else has one alone', () => {
    const joiners = addresses(41).map((email) => provision(email));
    const calls = callsFor([...joiners, suspend('s@x.org'), recover('r@x.org')]);
    const sizes = calls.map(({ kind, changes }) => `${kind} ${String(changes.length)}`);
    expect(sizes.sort()).toEqual(['add 1', 'add 20', 'add 20', 'single 1', 'single 1']);
    expect(calls.flatMap((call) => (call.kind === 'add' ? call.changes : []))).toEqual(joiners);
  });

  test('people of a group share calls of at most a hundred, each for one group and one direction', () => {
    const changes = [
      ...addresses(101).map((email) => join(email, 'Eng')),
      join('a@x.org', 'Ops'),
      joinNew('a@x.org', 'New'),
      leave('a@x.org', 'Eng'),
      joinNew('b@x.org', 'New'),
      leave('b@x.org', 'Eng'),
      leave('b@x.org', 'Ops'),
    ];
    const calls = callsFor(changes);
    expect(calls.map(({ kind, changes: some }) => `${kind} ${String(some.length)} ${some[0].id}`)).toEqual([
      'group 100 group_add:p1@x.org:Eng',
      'group 1 group_add:p101@x.org:Eng',
      'group 1 group_add:a@x.org:Ops',
      'group 2 group_add:a@x.org:New',
      'group 2 group_remove:a@x.org:Eng',
      'group 1 group_remove:b@x.org:Ops',
    ]);
  });

  test('roles, reminders and files have a call for each person', () => {
    const calls = callsFor([appoint('a@x.org'), invite('b@x.org'), transfer('c@x.org')]);
    expect(calls.map(({ kind }) => kind)).toEqual(['single', 'single', 'single']);
  });

  test('nothing to do is no call', () => {
    expect(callsFor([])).toEqual([]);
  });

  test('a result can be everybody’s', () => {
    expect(sameFor(callOf([p, q]), APPLIED)).toEqual([
      [p, APPLIED],
      [q, APPLIED],
    ]);
  });
});

test('an attempt that works has an answer for each person and nothing else to say', async () => {
  const answers = [
    [p, APPLIED],
    [q, APPLIED],
  ];
  expect(await attempted([p, q], {})).toEqual({ answers, lost: null, stop: null });
});

describe('a refusal', () => {
  test('of a batch as a whole is no answer for anybody', async () => {
    expect(await attempted([p, q], { 'q@x.org': { kind: 'malformed' } })).toBeNull();
  });

  test.each([
    ['a batch of one', p, 'p@x.org'],
    ['a single change', d, idOf('d@x.org')],
  ])('of %s fails its person alone', async (_name, change, who) => {
    const outcome = await attempted([change], { [who]: { kind: 'malformed' } });
    expect(outcome).toEqual({
      answers: [[change, { status: 'failed', error: { code: 'bad_request', message: 'Malformed.' } }]],
      lost: null,
      stop: null,
    });
  });
});

test('a lost answer leaves everybody of the call unknown, and is no reason to stop yet', async () => {
  const lost = new LostAnswerError('lost_answer', 'Lost.');
  const outcome = await attempted([p, q], { 'p@x.org': { kind: 'throws', error: lost } });
  const result = { status: 'unknown', error: { code: 'lost_answer', message: 'Lost.' } };
  expect(outcome).toMatchObject({
    answers: [
      [p, result],
      [q, result],
    ],
    stop: null,
  });
  expect(outcome?.lost).toBe(lost);
});

describe('a group that cannot be had', () => {
  const [a, b] = [joinNew('a@x.org', 'New'), joinNew('b@x.org', 'New')];

  test('fails everybody who was to come into it, and is no reason to stop', async () => {
    const outcome = await attempted([a, b], { New: { kind: 'refused', code: 'group_name_invalid' } });
    const message = 'Nothing was sent, because there is no such group: Refused.';
    const result = { status: 'failed', error: { code: 'group_name_invalid', message } };
    expect(outcome).toEqual({
      answers: [
        [a, result],
        [b, result],
      ],
      lost: null,
      stop: null,
    });
  });

  test.each<[string, Error, string]>([
    ['a missing scope', new ForbiddenError('missing_scope', 'X.'), 'failed'],
    ['an interrupt', new InterruptedError('SIGINT', 'X.'), 'skipped'],
    ['a mistake of our own', new TypeError('X.'), 'failed'],
  ])('for %s stops the run, and certainly nothing was done to its people', async (_name, error, status) => {
    const outcome = await attempted([a, b], { New: { kind: 'throws', error } });
    const code = error instanceof TeamsyncError ? error.code : 'unexpected';
    expect(outcome).toMatchObject({
      answers: [
        [a, { status, error: { code } }],
        [b, { status, error: { code } }],
      ],
      lost: null,
      stop: { code },
    });
  });
});

describe('what concerns the whole run', () => {
  test.each<[string, Error, string]>([
    ['a lost token was not executed', new UnauthorizedError('expired_access_token', 'X.'), 'failed'],
    ['a missing scope was not executed', new ForbiddenError('missing_scope', 'X.'), 'failed'],
    ['an unreachable Dropbox was not reached', new UnavailableError('dropbox_unavailable', 'X.'), 'failed'],
    ['an interrupt kept it from being sent', new InterruptedError('SIGINT', 'X.'), 'skipped'],
    ['an unexpected error leaves doubt', new TeamsyncError(1, 'odd', 'X.'), 'unknown'],
    ['a mistake of our own leaves doubt', new TypeError('X.'), 'unknown'],
  ])('%s, and stops it', async (_name, error, status) => {
    const outcome = await attempted([d], { [idOf('d@x.org')]: { kind: 'throws', error } });
    const code = error instanceof TeamsyncError ? error.code : 'unexpected';
    expect(outcome).toMatchObject({
      answers: [[d, { status, error: { code } }]],
      lost: null,
      stop: { code },
    });
  });

  test.each<[string, Error]>([
    ['a lost token', new UnauthorizedError('expired_access_token', 'X.')],
    ['an unreachable Dropbox', new UnavailableError('dropbox_unavailable', 'X.')],
    ['an interrupt', new InterruptedError('SIGINT', 'X.')],
    ['a mistake of our own', new TypeError('X.')],
  ])('%s while a job is asked about leaves its people unknown', async (_name, checkFails) => {
    const outcome = await attempted([d], { [idOf('d@x.org')]: { kind: 'job', polls: 0, checkFails } });
    expect(outcome?.answers).toMatchObject([[d, { status: 'unknown' }]]);
    expect(outcome?.stop).not.toBeNull();
    expect(outcome?.lost).toBeNull();
  });

  test('an answer lost while a job is asked about is a lost answer', async () => {
    const lost = new LostAnswerError('lost_answer', 'X.');
    const outcome = await attempted([d], { [idOf('d@x.org')]: { kind: 'job', polls: 0, checkFails: lost } });
    expect(outcome).toMatchObject({ answers: [[d, { status: 'unknown' }]], stop: null });
    expect(outcome?.lost).toBe(lost);
  });

  test('a job that is refused when asked about is neither', async () => {
    const checkFails = new RequestRefusedError('invalid_async_job_id', 'X.');
    const outcome = await attempted([d], { [idOf('d@x.org')]: { kind: 'job', polls: 0, checkFails } });
    expect(outcome).toMatchObject({
      answers: [[d, { status: 'unknown', error: { code: 'invalid_async_job_id' } }]],
      lost: null,
      stop: null,
    });
  });
});

describe('the job of a call', () => {
  test('is told before it is asked about', async () => {
    const told: string[] = [];
    await attempted([d], { [idOf('d@x.org')]: { kind: 'job', polls: 2 } }, (jobId) => {
      told.push(jobId);
      return Promise.resolve();
    });
    expect(told).toEqual(['job-1']);
  });

  test.each<[string, Error]>([
    ['an error of ours', new TeamsyncError(1, 'disk_full', 'Full.')],
    ['an error with another exit code', new TeamsyncError(9, 'locked', 'Locked.')],
    ['a mistake', new TypeError('undefined is not a function')],
  ])('that cannot be told, for %s, was sent all the same: its people are unknown', async (_name, error) => {
    const outcome = await attempted([d], { [idOf('d@x.org')]: { kind: 'job', polls: 0 } }, () =>
      Promise.reject(error),
    );
    expect(outcome?.answers).toMatchObject([[d, { status: 'unknown' }]]);
    expect(outcome?.stop).not.toBeNull();
  });
});
