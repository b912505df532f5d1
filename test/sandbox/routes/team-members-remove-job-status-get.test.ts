import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, startRig, type Rig } from '../helpers.ts';

const ANA = 'ana.lopez@example.com';

async function launch({ dbx, control }: Rig, fault: object, options: object = {}): Promise<string> {
  await control('POST', 'faults', { route: 'team/members/remove', ...fault });
  const { result } = await dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false, ...options });
  if (result['.tag'] !== 'async_job_id') throw new Error(`answered ${result['.tag']}`);
  return result.async_job_id;
}

describe('a removal as a job', () => {
  test('is in progress for as many polls as asked for and ends with the removal', async () => {
    const rig = await startRig();
    const id = await launch(rig, { async: 1 });
    expect((await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id })).result['.tag']).toBe(
      'in_progress',
    );
    expect(rig.member(ANA).status).toBe('active');
    expect((await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id })).result).toEqual({
      '.tag': 'complete',
    });
    expect(rig.member(ANA).status).toBe('removed');
  });

  test.each([
    ['failed', undefined, 'internal_error', 'active'],
    ['failed', true, 'internal_error', 'removed'],
    ['internal_error', undefined, 'internal_error', 'removed'],
    ['internal_error', false, 'internal_error', 'active'],
    ['invalid', undefined, 'invalid_async_job_id', 'removed'],
  ])(
    'that ends as %s (applied: %s) answers %s and leaves the member %s',
    async (job, applied, tag, status) => {
      const rig = await startRig();
      const id = await launch(rig, { job, applied });
      expect(await refusalOf(rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id }))).toBe(tag);
      expect(rig.member(ANA).status).toBe(status);
    },
  );

  test('while files are being handed over, neither side can be removed', async () => {
    const rig = await startRig();
    const transfer = {
      transfer_dest_id: byEmail('ben.okafor@example.com'),
      transfer_admin_id: byEmail('olivia.brandt@example.com'),
    };
    const id = await launch(rig, { async: 0 }, transfer);
    const again = (email: string) => rig.dbx.teamMembersRemove({ user: byEmail(email), wipe_data: false });
    expect(await refusalOf(again(ANA))).toBe('transfer_in_progress');
    expect(await refusalOf(again('ben.okafor@example.com'))).toBe('member_is_transfer_destination');
    await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id });
    await again('ben.okafor@example.com');
    expect(rig.member('ben.okafor@example.com').status).toBe('removed');
  });

  test('whose member was removed meanwhile completes all the same', async () => {
    const rig = await startRig();
    const id = await launch(rig, { async: 0 });
    await rig.control('POST', 'members', { email: ANA, set: { remove: true } });
    expect((await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id })).result['.tag']).toBe(
      'complete',
    );
    expect(rig.sandbox.snapshot().counters.removals).toBe(0);
  });

  test('with an unknown id is invalid_async_job_id', async () => {
    const { dbx } = await startRig();
    expect(await refusalOf(dbx.teamMembersRemoveJobStatusGet({ async_job_id: 'x' }))).toBe(
      'invalid_async_job_id',
    );
  });
});
