import * as z from 'zod';
import { deleteFiles } from '../former-files.ts';
import { isTransferSource } from '../jobs.ts';
import { refuseIf } from '../replies.ts';
import { DELETE_FILES_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireFormer, selectorSchema } from '../selector.ts';

/** `team/members/delete_former_member_files`: deletes the files of somebody who was removed earlier for good. */
export const teamMembersDeleteFormerMemberFiles = defineRoute({
  path: DELETE_FILES_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument: z.strictObject({ user: selectorSchema }),
  run({ team }, { user }) {
    const { member, removal } = requireFormer(team, user);
    refuseIf(isTransferSource(team, member.memberId), 'transfer_in_progress');
    refuseIf(removal.files === 'transferred', 'already_transferred');
    refuseIf(removal.files !== 'kept', 'already_transferred_or_deleted');
    deleteFiles(team, member, removal);
    return null;
  },
});
