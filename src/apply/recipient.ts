import type { Change } from '../plan/change.ts';
import type { Look } from './look.ts';

/** Who gets the files of the person of a change. */
export interface Recipient {
  id: string;
  email: string;
}

/** The recipient of a removal that passes the files on; a suspension moves none. */
export function recipientOf(change: Change): Recipient | null {
  if (change.action !== 'deprovision' || change.options.method === 'suspend') return null;
  const { transferToId: id, transferTo: email } = change.options;
  return id === undefined || email === undefined ? null : { id, email };
}

/** Why the files cannot go to the recipient any more, by name; `null` while they can. */
export function whatKeeps(recipient: Recipient | null, { member }: Pick<Look, 'member'>): string | null {
  if (recipient === null) return null;
  const { id, email } = recipient;
  const now = member(id);
  const toWhom = `Left alone, because the files were to go to ${email}, who`;
  if (now === undefined || now.status === 'removed') return `${toWhom} is no longer on the team.`;
  if (now.status !== 'active') return `${toWhom} is ${now.status} now.`;
  return now.emailVerified ? null : `${toWhom} has no verified e-mail address.`;
}
