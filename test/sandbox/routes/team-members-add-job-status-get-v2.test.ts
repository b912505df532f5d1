import { describe, expect, test } from 'vitest';
import { refusalOf, startRig, type Rig } from '../helpers.ts';

async function launch({ dbx }: Rig, force = false): Promise<string> {
  const people = [{ member_email: 'ann@example.com' }, { member_email: 'ana.lopez@example.com' }];
  const { result } = await dbx.teamMembersAddV2({ new_members: people, force_async: force });
  if (result['.tag'] !== 'async_job_id') throw new Error(`answered ${result['.tag']}`);
  return result.async_job_id;
}

const isThere = ({ sandbox }: Rig): boolean =>
  sandbox.snapshot().members.some(({ email }) => email === 'ann@example.com');

describe('an addition as a job', () => {
  test('force_async gives a job whose first poll has the items, and so has every later one', async () => {
    const rig = await startRig();
    const id = await launch(rig, true);
    const first = (await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id })).result;
    expect(first).toMatchObject({
      '.tag': 'complete',
      complete: [
        { '.tag': 'success', profile: { email: 'ann@example.com' } },
        { '.tag': 'user_already_on_team' },
      ],
    });
    expect((await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id })).result).toEqual(first);
    expect(rig.sandbox.snapshot().counters).toMatchObject({ adds: 1, writes: 1 });
  });

  test('a job is in progress for as many polls as asked for and adds nobody before it ends', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: 'team/members/add_v2', async: 2 });
    const id = await launch(rig);
    for (let poll = 0; poll < 2; poll += 1) {
      expect((await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id })).result['.tag']).toBe(
        'in_progress',
      );
      expect(isThere(rig)).toBe(false);
    }
    expect((await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id })).result['.tag']).toBe(
      'complete',
    );
    expect(isThere(rig)).toBe(true);
  });

  test('a failed job carries a message and has added nobody', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: 'team/members/add_v2', job: 'failed', polls: 1 });
    const id = await launch(rig);
    expect((await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id })).result['.tag']).toBe(
      'in_progress',
    );
    const { result } = await rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id });
    expect(result).toEqual({ '.tag': 'failed', failed: 'The members could not be added.' });
    expect(isThere(rig)).toBe(false);
  });

  test.each([
    ['internal_error', undefined, 'internal_error', true],
    ['internal_error', false, 'internal_error', false],
    ['invalid', undefined, 'invalid_async_job_id', true],
    ['invalid', false, 'invalid_async_job_id', false],
  ])('a job that ends as %s (applied: %s) answers %s', async (job, applied, tag, there) => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: 'team/members/add_v2', job, applied });
    const id = await launch(rig);
    expect(await refusalOf(rig.dbx.teamMembersAddJobStatusGetV2({ async_job_id: id }))).toBe(tag);
    expect(isThere(rig)).toBe(there);
  });

  test('an id nobody gave out and the id of a removal are invalid_async_job_id', async () => {
    const { dbx, control } = await startRig();
    await control('POST', 'faults', { route: 'team/members/remove', async: 0 });
    const { result } = await dbx.teamMembersRemove({ user: { '.tag': 'external_id', external_id: 'E03' } });
    const removal = result['.tag'] === 'async_job_id' ? result.async_job_id : '';
    for (const id of ['dbjid:nothing', removal]) {
      expect(await refusalOf(dbx.teamMembersAddJobStatusGetV2({ async_job_id: id }))).toBe(
        'invalid_async_job_id',
      );
    }
  });

  test('an empty id is refused before it is looked for', async () => {
    const { post } = await startRig();
    const answer = await post('team/members/add/job_status/get_v2', { async_job_id: '' });
    expect(answer.text).toContain("request body: async_job_id: '' must be at least 1 characters, got 0");
  });
});
