import { expect, test } from 'vitest';
import { ANA, BEN, FEMI, move, remove } from '../files.ts';
import { byEmail, refusalOf, startRig, type Rig } from '../helpers.ts';

const deleteFiles = ({ dbx }: Rig, email: string) =>
  dbx.teamMembersDeleteFormerMemberFiles({ user: byEmail(email) });

test('the files of a former member are deleted, once', async () => {
  const rig = await startRig();
  expect((await deleteFiles(rig, FEMI)).result).toBeNull();
  expect(await refusalOf(deleteFiles(rig, FEMI))).toBe('already_transferred_or_deleted');
  expect(await refusalOf(move(rig, FEMI, BEN))).toBe('user_data_cannot_be_transferred');
  expect(rig.sandbox.snapshot().counters.applied).toEqual([
    { route: 'team/members/delete_former_member_files', who: rig.member(FEMI).memberId },
  ]);
});

test('files that somebody else has are already_transferred', async () => {
  const rig = await startRig();
  await remove(rig, ANA, BEN);
  expect(await refusalOf(deleteFiles(rig, ANA))).toBe('already_transferred');
});

test.each([
  ['no@example.com', 'user_not_found'],
  [ANA, 'user_not_removed'],
])('%s is %s', async (email, tag) => {
  expect(await refusalOf(deleteFiles(await startRig(), email))).toBe(tag);
});
