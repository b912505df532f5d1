import type { Member } from '../team.ts';
import type { TransferChange, TransferOptions } from './change.ts';
import { subjectEmail, type Subject } from './verdict.ts';
import { displayName, who } from './words.ts';

/** The files of an account that was removed earlier go to somebody who is on the team. */
export function transferFiles(subject: Subject, member: Member, options: TransferOptions): TransferChange {
  const email = subjectEmail(subject);
  return {
    id: `transfer:${email}`,
    action: 'transfer',
    email,
    memberId: member.id,
    externalId: member.externalId,
    name: displayName(null, member),
    reason: 'requested',
    explanation: `The files of ${who(subject)} go to ${options.transferTo}, and after that the account cannot be recovered.`,
    source: { line: null, groups: [] },
    before: null,
    after: null,
    options,
    seats: 0,
    reversibleUntil: null,
  };
}
