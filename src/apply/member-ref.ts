import type { Change } from '../plan/change.ts';
import type { MemberRef } from '../team.ts';

/** The person of a change as a write names them. */
export function refOf({ memberId, email }: Pick<Change, 'memberId' | 'email'>): MemberRef {
  return memberId === null ? { email } : { id: memberId };
}
