import { accessFor, missingFrom, scopePhrase } from '../../auth/scopes.ts';
import { ForbiddenError } from '../../errors.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Asked } from './ask-team.ts';
import { failed, fine, type Finding } from './finding.ts';
import { neededScopes } from './needed-scopes.ts';

const NAME = 'scopes';

/** Refusals that name a scope. */
const ABOUT_SCOPES: readonly string[] = ['missing_scope', 'app_lacks_scope'];

/** Whether the token may do what the enabled actions need; `null` where that cannot be told at all. */
export function checkScopes(
  { opened, actual, error }: Asked,
  settings: Settings | null,
  profile: string,
): Finding | null {
  if (error !== null && ABOUT_SCOPES.includes(error.code)) return failed(NAME, error);
  if (opened === null || settings === null) return null;
  const needed = neededScopes(settings);
  if (opened.login === null) {
    if (actual === null) return null;
    const reading = 'The credential does not tell its scopes; reading works.';
    return fine(NAME, `${reading} What is enabled needs ${needed.join(', ')}.`);
  }
  const { scopes } = opened.login;
  const missing = missingFrom(scopes, needed);
  if (missing.length === 0) return fine(NAME, `It has what is needed: ${needed.join(', ')}.`);
  const access = accessFor([...scopes, ...missing]);
  const message = `The login lacks what the enabled actions need: ${missing.map(scopePhrase).join(', ')}.`;
  const hint = `Authorize again with: teamsync auth dropbox --access ${access}${profile}; or disable the action.`;
  return failed(NAME, new ForbiddenError('missing_scope', message, { hint, details: { missing, scopes } }));
}
