import * as z from 'zod';
import { editGroup, GROUP_EDITS } from './control-groups.ts';
import { editMember, MEMBER_EDITS } from './control-members.ts';
import type { Team } from './live-team.ts';

/** What somebody else can do to the team in the console: to a member, or to a group. */
export const editSchema = z.union([...MEMBER_EDITS, ...GROUP_EDITS]);

/** Does it, past all of the API's rules and counters. */
export function makeEdit(team: Team, edit: z.output<typeof editSchema>): void {
  if ('set' in edit || 'add' in edit) editMember(team, edit);
  else editGroup(team, edit);
}
