import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, startRig, type Rig } from './helpers.ts';

const LIST = 'team/members/list_v2';
const CONTINUE = 'team/members/list/continue_v2';
const SUSPEND = 'team/members/suspend';
const ADD = 'team/members/add_v2';
const REMOVE = 'team/members/remove';
const REMOVE_POLL = 'team/members/remove/job_status/get';
const ANA = 'ana.lopez@example.com';
const PEOPLE = [{ member_email: 'x@example.com' }, { member_email: 'y@example.com' }];

async function rigWith(...faults: object[]): Promise<Rig> {
  const rig = await startRig();
  await rig.control('POST', 'faults', faults);
  return rig;
}

const emailsOf = ({ sandbox }: Rig): string[] => sandbox.snapshot().members.map(({ email }) => email);
const suspendAna = ({ dbx }: Rig) => dbx.teamMembersSuspend({ user: byEmail(ANA), wipe_data: false });

async function listed({ dbx }: Rig): Promise<Map<string, string>> {
  const { result } = await dbx.teamMembersListV2({});
  return new Map(result.members.map(({ profile }) => [profile.email, profile.status['.tag']]));
}

/** The status of this address as single members are asked for. */
async function toldOf({ dbx }: Rig, email: string): Promise<string> {
  const [info] = (await dbx.teamMembersGetInfoV2({ members: [byEmail(email)] })).result.members_info;
  return info?.['.tag'] === 'member_info' ? info.profile.status['.tag'] : 'unknown';
}

async function removeAsJob({ dbx }: Rig): Promise<string> {
  const { result } = await dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
  if (result['.tag'] !== 'async_job_id') throw new Error(`answered ${result['.tag']}`);
  return result.async_job_id;
}

describe('a listing', () => {
  test('with a short page goes on where that ended, in pages of the usual size', async () => {
    const rig = await rigWith({ route: LIST, shortPage: 2 });
    const first = (await rig.dbx.teamMembersListV2({ limit: 10 })).result;
    const second = (await rig.dbx.teamMembersListContinueV2({ cursor: first.cursor })).result;
    expect([first.members.length, second.members.length]).toEqual([2, 10]);
    expect(first.has_more).toBe(true);
    await rig.control('DELETE', 'faults');
    const all = [...(await listed(rig)).keys()];
    expect([...first.members, ...second.members].map(({ profile }) => profile.email)).toEqual(
      all.slice(0, 12),
    );
  });

  test('can refuse a good cursor once', async () => {
    const rig = await rigWith({ route: CONTINUE, invalidCursor: true });
    const { cursor } = (await rig.dbx.teamMembersListV2({ limit: 5 })).result;
    expect(await refusalOf(rig.dbx.teamMembersListContinueV2({ cursor }))).toBe('invalid_cursor');
    expect((await rig.dbx.teamMembersListContinueV2({ cursor })).result.members).toHaveLength(5);
  });
});

describe('readings that lag behind a write', () => {
  test('show so many times, listings and single members alike, what was before it', async () => {
    const rig = await rigWith({ route: SUSPEND, lag: 2 });
    await suspendAna(rig);
    expect(rig.member(ANA).status).toBe('suspended');
    expect((await listed(rig)).get(ANA)).toBe('active');
    expect(await toldOf(rig, ANA)).toBe('active');
    expect((await listed(rig)).get(ANA)).toBe('suspended');
    expect(await toldOf(rig, ANA)).toBe('suspended');
  });

  test('do not know somebody yet who was just added', async () => {
    const rig = await rigWith({ route: ADD, lag: 2 });
    await rig.dbx.teamMembersAddV2({ new_members: PEOPLE });
    expect((await listed(rig)).has('x@example.com')).toBe(false);
    expect(await toldOf(rig, 'x@example.com')).toBe('unknown');
    expect(await toldOf(rig, 'x@example.com')).toBe('invited');
  });

  test('find somebody under the address that they had', async () => {
    const rig = await rigWith({ writes: true, lag: 2 });
    await rig.dbx.teamMembersSetProfileV2({ user: byEmail(ANA), new_email: 'ana.new@example.com' });
    expect(await toldOf(rig, ANA)).toBe('active');
    expect(await toldOf(rig, 'ana.new@example.com')).toBe('unknown');
    expect(await toldOf(rig, 'ana.new@example.com')).toBe('active');
    expect(await toldOf(rig, ANA)).toBe('unknown');
  });

  test('lag behind a job that ends with a poll, and behind one that was forced', async () => {
    const rig = await rigWith(
      { route: REMOVE, async: 0 },
      { route: REMOVE_POLL, lag: 1 },
      { route: ADD, lag: 1 },
    );
    await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: await removeAsJob(rig) });
    expect([rig.member(ANA).status, await toldOf(rig, ANA)]).toEqual(['removed', 'active']);
    expect(await toldOf(rig, ANA)).toBe('unknown');
    const { result } = await rig.dbx.teamMembersAddV2({ new_members: PEOPLE, force_async: true });
    const id = result['.tag'] === 'async_job_id' ? result.async_job_id : '';
    await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id });
    expect((await listed(rig)).has('y@example.com')).toBe(false);
    expect((await listed(rig)).has('y@example.com')).toBe(true);
  });

  test('see the truth again when faults are cleared', async () => {
    const rig = await rigWith({ route: SUSPEND, lag: 50 });
    await suspendAna(rig);
    await rig.control('DELETE', 'faults');
    expect(await toldOf(rig, ANA)).toBe('suspended');
  });
});

test.each([
  [undefined, 'removed'],
  [true, 'removed'],
  [false, 'active'],
])('a stuck job (applied: %s) is in progress for ever, and the member is %s', async (applied, status) => {
  const rig = await rigWith({ route: REMOVE, job: 'stuck', applied });
  const id = await removeAsJob(rig);
  for (let poll = 0; poll < 20; poll += 1) {
    const { result } = await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id });
    expect(result['.tag']).toBe('in_progress');
  }
  expect(rig.member(ANA).status).toBe(status);
});

describe('a change in the console just before a call', () => {
  test('is what the call finds', async () => {
    const change = { email: ANA, set: { status: 'suspended' } };
    const rig = await rigWith({ route: SUSPEND, change });
    expect(await refusalOf(suspendAna(rig))).toBe('suspend_inactive_user');
    expect(rig.sandbox.snapshot().counters.suspensions).toBe(0);
  });

  test('can add somebody before a reading', async () => {
    const rig = await rigWith({ route: LIST, change: { add: { email: 'new@example.com' } } });
    expect((await listed(rig)).get('new@example.com')).toBe('active');
  });

  test('that cannot be made is a failure that says so', async () => {
    const rig = await rigWith({
      route: LIST,
      change: { email: 'no@example.com', set: { status: 'active' } },
    });
    const { status, text } = await rig.post(LIST, {});
    expect(status).toBe(500);
    expect(text).toContain('a fault wanted to change somebody, but nobody has the address no@example.com');
  });
});

describe('the answer about added people', () => {
  test('lacks the last one although they were added', async () => {
    const rig = await rigWith({ route: ADD, partial: true });
    const { result } = await rig.dbx.teamMembersAddV2({ new_members: PEOPLE });
    expect(result).toMatchObject({
      complete: [{ '.tag': 'success', profile: { email: 'x@example.com' } }],
    });
    expect(result['.tag'] === 'complete' ? result.complete : []).toHaveLength(1);
    expect(emailsOf(rig)).toContain('y@example.com');
  });

  test('has a tag that nobody knows for the last one, who was added', async () => {
    const rig = await rigWith({ route: ADD, strange: true });
    const { result } = await rig.dbx.teamMembersAddV2({ new_members: PEOPLE });
    expect(result).toMatchObject({ complete: [{ '.tag': 'success' }, { '.tag': 'something_new' }] });
    expect(emailsOf(rig)).toContain('y@example.com');
  });

  test('is spoilt the same way where a job gives it', async () => {
    const rig = await rigWith({ route: 'team/members/add/job_status/get_v2', partial: true });
    const launched = (await rig.dbx.teamMembersAddV2({ new_members: PEOPLE, force_async: true })).result;
    const id = launched['.tag'] === 'async_job_id' ? launched.async_job_id : '';
    const { result } = await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id });
    expect(result['.tag'] === 'complete' ? result.complete : []).toHaveLength(1);
  });
});

test.each([
  [{ route: LIST, invalidCursor: true }, '[0]: "invalidCursor" never happens on team/members/list_v2'],
  [{ route: LIST, shortPage: 0 }, '[0].shortPage: Too small: expected number to be >=1'],
  [{ route: LIST, lag: 2 }, '[0]: "lag" never happens on team/members/list_v2'],
  [{ route: SUSPEND, lag: 0 }, '[0].lag: Too small: expected number to be >=1'],
  [{ route: SUSPEND, partial: true }, '[0]: "partial" never happens on team/members/suspend'],
  [{ route: SUSPEND, strange: true }, '[0]: "strange" never happens on team/members/suspend'],
  [
    { route: REMOVE, job: 'stuck', polls: 3 },
    '[0].polls: a job that is "stuck" never ends, however often it is polled',
  ],
  [
    { route: 'oauth2/token', change: { add: { email: 'a@example.com' } } },
    expect.stringMatching(/never happens/),
  ],
  [
    { route: LIST, change: { email: ANA, set: { state: 'active' } } },
    '[0].change.set: Unrecognized key: "state"',
  ],
])('the rule %j is refused', async (rule, problem) => {
  const rig = await startRig();
  expect(await rig.control('POST', 'faults', rule)).toEqual({ problems: [problem] });
});
