import type { Change } from '../plan/change.ts';
import type { ChangeResult, Results, Work } from './types.ts';

/** The result of a change for somebody who has no account yet, and gets none in this run. */
export const NO_ACCOUNT: ChangeResult = {
  status: 'skipped',
  error: {
    code: 'no_account',
    message: 'Not sent, because this person has no account: what was to make one did not happen.',
  },
};

/** True for a change that builds on an account which this run was to create or to bring back, and did not. */
export function lacksAccount(change: Change, { planned }: Pick<Work, 'planned'>, results: Results): boolean {
  const source = sourceOf(change, planned);
  return source !== null && results.get(source)?.status !== 'applied';
}

/** The id of the change that makes the account; `null` where there is one already, or none is needed. */
function sourceOf({ action, memberId, email }: Change, planned: Work['planned']): string | null {
  if (memberId === null) return action === 'provision' ? null : `provision:${email}`;
  const needsNone = action === 'recover' || action === 'transfer';
  return !needsNone && planned.get(memberId)?.status === 'removed' ? `recover:${email}` : null;
}
