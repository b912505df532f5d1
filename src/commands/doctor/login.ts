import { VARIABLES } from '../../auth/environment.ts';
import { EXIT } from '../../errors.ts';
import { profileFlag, type Context } from '../context.ts';
import type { RunSession } from '../run/session.ts';
import type { Asked } from './ask-team.ts';
import { failed, fine, odd, type Finding } from './finding.ts';

const NAME = 'login';

/** Errors that are about the token itself, though a scope or a role would end with the same code. */
const NOT_OURS = 'not_a_team_token';

/** Whether there is a credential, where it comes from, and whether Dropbox still takes and renews it. */
export function checkLogin(context: Context, { opened, renewal, error }: Asked): Finding {
  if (error !== null && (renewal === 'unknown' || isAboutTheToken(error))) return failed(NAME, error);
  if (opened === null) throw new Error('a session is opened or fails to be');
  const origin = originOf(context, opened);
  if (opened.source === 'sandbox') return fine(NAME, origin);
  if (renewal === 'unknown') {
    return odd(NAME, `${origin} It was not asked whether it works: Dropbox cannot be reached.`, null);
  }
  if (renewal === 'renewed') return fine(NAME, `${origin} Dropbox renews it.`);
  return odd(
    NAME,
    `${origin} It cannot be renewed, and Dropbox's access tokens end after some hours.`,
    `For unattended runs set ${VARIABLES.refreshToken} and ${VARIABLES.appKey} instead, or log in: teamsync auth dropbox${profileFlag(context)}`,
  );
}

function isAboutTheToken({ exitCode, code }: NonNullable<Asked['error']>): boolean {
  return exitCode === EXIT.unauthorized || exitCode === EXIT.invalid || code === NOT_OURS;
}

function originOf({ folders, options }: Context, { source, login }: RunSession): string {
  const whose = login === null ? '' : ` for the team ${login.team.name} (${login.team.id})`;
  switch (source) {
    case 'sandbox':
      return 'The rehearsal team needs none.';
    case 'environment':
      return 'The credential comes from the environment.';
    case 'keychain':
      return `The login${whose} is in the system keychain.`;
    case 'file':
      return `The login${whose} is stored in the profile ${options.profile} in ${folders.config}.`;
  }
}
