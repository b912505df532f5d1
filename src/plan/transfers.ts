import type { Warning } from '../errors.ts';
import type { Settings } from '../settings/schema.ts';
import { only, type Candidate } from './order.ts';
import type { Blocked, DeprovisionChange } from './types.ts';
import type { Subject } from './verdict.ts';
import { notSupported } from './words.ts';

/** Why a removal needs something that this version does not do yet or that Dropbox does not do at all; `null` when it can be applied. */
export function unsupportedRemoval(
  change: DeprovisionChange,
  subject: Subject,
  settings: Settings['deprovision'],
): Pick<Blocked, 'code' | 'message'> | null {
  if (keepsFiles(change)) return null;
  const recipient = recipientOf(subject, settings);
  if (recipient !== null && change.options.method === 'downgrade') {
    return {
      code: 'transfer_unsupported',
      message: `The files of ${change.email} cannot go to ${recipient}: an account that is kept as a personal one keeps its files. Clear transfer_to, or set deprovision.method=remove.`,
    };
  }
  if (recipient !== null) {
    return notSupported(`Moving the files of ${change.email} to ${recipient} while removing the account`, [
      'Clear transfer_to in the row',
      'unset deprovision.transferTo',
    ]);
  }
  if (settings.afterDays > 0) {
    return notSupported(`Suspending ${change.email} now and removing the account after some days`, [
      'Set deprovision.afterDays=0',
      'set deprovision.method=suspend',
    ]);
  }
  return null;
}

/** Says which recipients have no meaning, rather than dropping them silently. */
export function ignoredRecipients(
  candidates: readonly Candidate[],
  settings: Settings['deprovision'],
): Warning[] {
  return only(candidates, 'deprovision').flatMap(({ subject, change }) => {
    const recipient = recipientOf(subject, settings);
    if (recipient === null || !keepsFiles(change)) return [];
    const message = `${change.email}: no files are moved to ${recipient}, because the account is only suspended, or the person never joined.`;
    return [{ code: 'transfer_ignored', message }];
  });
}

/** A suspended account keeps its files, and an invitation never had any. */
function keepsFiles({ before, options }: DeprovisionChange): boolean {
  return before?.status === 'invited' || options.method === 'suspend';
}

function recipientOf({ person }: Subject, settings: Settings['deprovision']): string | null {
  return person?.transferTo ?? settings.transferTo;
}
