import { describe, expect, test } from 'vitest';
import { ANA, BEN, CARLA, FEMI, jobOf, move, OLIVIA, partiesOf, remove, transfersOf } from '../files.ts';
import { byEmail, DAY_MS, refusalOf, startRig } from '../helpers.ts';

describe('moving the files of somebody who was removed earlier', () => {
  test('hands them over, at the latest 180 days after the removal', async () => {
    const rig = await startRig();
    expect((await move(rig, FEMI, BEN)).result).toEqual({ '.tag': 'complete' });
    expect(transfersOf(rig)).toEqual([[FEMI, BEN]]);
    await remove(rig, ANA);
    await remove(rig, CARLA);
    await rig.advance(180 * DAY_MS - 1);
    await move(rig, ANA, BEN);
    await rig.advance(1);
    expect(await refusalOf(move(rig, CARLA, BEN))).toBe('user_data_cannot_be_transferred');
  });

  test('is done once', async () => {
    const rig = await startRig();
    await move(rig, FEMI, BEN);
    await remove(rig, ANA, BEN);
    for (const email of [FEMI, ANA]) {
      expect(await refusalOf(move(rig, email, CARLA))).toBe('user_data_already_transferred');
    }
    expect(transfersOf(rig)).toHaveLength(2);
  });

  test.each([
    ['whose invitation was withdrawn', 'hugo.martin@example.com', {}],
    ['who kept the account', ANA, { keep_account: true }],
    ['whose files were deleted', ANA, { permanently_delete_files: true }],
  ])('of somebody %s is user_data_cannot_be_transferred', async (_what, email, options) => {
    const rig = await startRig();
    await rig.dbx.teamMembersRemove({ user: byEmail(email), wipe_data: false, ...options });
    expect(await refusalOf(move(rig, email, BEN))).toBe('user_data_cannot_be_transferred');
  });

  test.each([
    ['no@example.com', BEN, OLIVIA, 'user_not_found'],
    [ANA, BEN, OLIVIA, 'user_not_removed'],
    [FEMI, FEMI, OLIVIA, 'removed_and_transfer_dest_should_differ'],
    [FEMI, BEN, FEMI, 'removed_and_transfer_admin_should_differ'],
    [FEMI, 'no@example.com', OLIVIA, 'transfer_dest_user_not_found'],
    [FEMI, 'marta.silva@example.com', OLIVIA, 'transfer_dest_user_not_in_team'],
    [FEMI, BEN, 'no@example.com', 'transfer_admin_user_not_found'],
    [FEMI, BEN, 'marta.silva@example.com', 'transfer_admin_user_not_in_team'],
    [FEMI, BEN, 'henrik.dahl@example.com', 'transfer_admin_is_not_admin'],
    [FEMI, 'hugo.martin@example.com', OLIVIA, 'recipient_not_verified'],
  ])('of %s to %s, told to %s, is %s', async (email, dest, admin, tag) => {
    const rig = await startRig();
    expect(await refusalOf(move(rig, email, dest, admin))).toBe(tag);
    expect(rig.sandbox.snapshot().counters).toMatchObject({ transfers: [], applied: [] });
  });
});

describe('while files are being moved', () => {
  test('nothing else is done with them, their owner does not come back, and the recipient stays', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: 'team/members/move_former_member_files', async: 0 });
    const id = jobOf(await move(rig, FEMI, BEN));
    const { dbx } = rig;
    const user = byEmail(FEMI);
    expect(await refusalOf(move(rig, FEMI, CARLA))).toBe('user_data_is_being_transferred');
    expect(await refusalOf(dbx.teamMembersDeleteFormerMemberFiles({ user }))).toBe('transfer_in_progress');
    expect(await refusalOf(dbx.teamMembersRecover({ user }))).toBe('user_unrecoverable');
    expect(await refusalOf(remove(rig, BEN))).toBe('member_is_transfer_destination');
    await dbx.teamMembersMoveFormerMemberFilesJobStatusCheck({ async_job_id: id });
    await remove(rig, BEN);
    expect(transfersOf(rig)).toEqual([[FEMI, BEN]]);
  });
});

test.each([
  [{ user: byEmail(FEMI), transfer_dest_id: byEmail(BEN) }, "missing required field 'transfer_admin_id'"],
  [partiesOf(BEN), "missing required field 'user'"],
  [{ user: byEmail(FEMI), ...partiesOf(BEN), wipe_data: false }, "unknown field 'wipe_data'"],
])('%j is refused', async (argument, reason) => {
  const { post } = await startRig();
  expect(await post('team/members/move_former_member_files', argument)).toMatchObject({
    status: 400,
    text: `Error in call to API function "team/members/move_former_member_files": request body: ${reason}`,
  });
});
