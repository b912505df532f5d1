import { EXIT } from '../../errors.ts';
import type { Asked } from './ask-team.ts';
import { failed, fine, odd, type Finding } from './finding.ts';

const NAME = 'admin';

/** Refusals with the same code that are about the token and not about who authorized it. */
const NOT_THE_ADMIN: readonly string[] = ['missing_scope', 'app_lacks_scope', 'not_a_team_token'];

/** Who authorized the token, and whether they are still an admin; `null` where nobody could be asked. */
export function checkAdmin({ actual, error }: Asked, profile: string): Finding | null {
  if (error?.exitCode === EXIT.forbidden && !NOT_THE_ADMIN.includes(error.code)) return failed(NAME, error);
  if (actual === null) return null;
  const { admin, members } = actual;
  const again = `Authorize again as an active admin of the team: teamsync auth dropbox${profile}`;
  if (admin === null) {
    const message =
      'Dropbox does not say who authorized this token, so nobody is suspended or removed with it.';
    return odd(NAME, message, again);
  }
  const member = members.find(({ id }) => id === admin.memberId);
  const roles = member?.roles.map(({ name }) => name) ?? [];
  if (member?.status !== 'active') {
    return odd(NAME, `${admin.email} authorized it and is ${member?.status ?? 'not on the team'}.`, again);
  }
  if (roles.length === 0) return odd(NAME, `${admin.email} authorized it and has no admin role.`, again);
  return fine(NAME, `${admin.email} authorized it, is active and has the role ${roles.join(', ')}.`);
}
