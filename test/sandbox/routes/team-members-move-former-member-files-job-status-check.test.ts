import { describe, expect, test } from 'vitest';
import { BEN, FEMI, jobOf, move, transfersOf } from '../files.ts';
import { refusalOf, startRig, type Rig } from '../helpers.ts';

const DONE: [string, string][] = [[FEMI, BEN]];

async function launch(rig: Rig, fault: object): Promise<string> {
  await rig.control('POST', 'faults', { route: 'team/members/move_former_member_files', ...fault });
  return jobOf(await move(rig, FEMI, BEN));
}

const poll = ({ dbx }: Rig, id: string) =>
  dbx.teamMembersMoveFormerMemberFilesJobStatusCheck({ async_job_id: id });

describe('a move of files as a job', () => {
  test('is in progress for as many polls as asked for, and then done', async () => {
    const rig = await startRig();
    const id = await launch(rig, { async: 1 });
    expect((await poll(rig, id)).result['.tag']).toBe('in_progress');
    expect(transfersOf(rig)).toEqual([]);
    expect((await poll(rig, id)).result).toEqual({ '.tag': 'complete' });
    expect((await poll(rig, id)).result).toEqual({ '.tag': 'complete' });
    expect(transfersOf(rig)).toEqual(DONE);
  });

  test.each([
    ['failed', undefined, 'internal_error', []],
    ['failed', true, 'internal_error', DONE],
    ['internal_error', undefined, 'internal_error', DONE],
    ['internal_error', false, 'internal_error', []],
    ['invalid', undefined, 'invalid_async_job_id', DONE],
  ])('that ends as %s (applied: %s) answers %s', async (job, applied, tag, transfers) => {
    const rig = await startRig();
    const id = await launch(rig, { job, applied });
    expect(await refusalOf(poll(rig, id))).toBe(tag);
    expect(transfersOf(rig)).toEqual(transfers);
  });

  test.each([
    ['the recipient leaves', BEN, { remove: true }],
    ['the former member is back', FEMI, { status: 'active' }],
  ])('before whose end %s is internal_error, and nothing is moved', async (_what, email, set) => {
    const rig = await startRig();
    const id = await launch(rig, { async: 0 });
    await rig.control('POST', 'members', { email, set });
    expect(await refusalOf(poll(rig, id))).toBe('internal_error');
    expect(transfersOf(rig)).toEqual([]);
  });

  test('is not known to the route for removals', async () => {
    const rig = await startRig();
    const id = await launch(rig, { async: 0 });
    expect(await refusalOf(rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id }))).toBe(
      'invalid_async_job_id',
    );
  });
});
