import type { Change } from '../plan/change.ts';
import type { Member } from '../team.ts';
import { lookAt } from './look.ts';
import { recipientOf, whatKeeps } from './recipient.ts';
import { isAsPlanned } from './standing.ts';
import type { Answers, Surroundings, Work } from './types.ts';

/** People who are looked at in one go: the specification of `members/get_info` names no limit, and so many are known to work. */
const LOOKED_AT_ONCE = 50;

/** Those who are still as the plan knew them, and the others with what has changed. */
export interface Screened {
  admitted: Change[];
  skipped: Answers;
}

/** True for changes before which their person is looked at once more. */
export function isDestructive({ action }: Change): boolean {
  return action === 'suspend' || action === 'deprovision';
}

/** Cuts changes into those whose people, with everybody who gets their files, are looked at in one go. */
export function looksFor(changes: readonly Change[]): Change[][] {
  const parts: Change[][] = [];
  let people = new Set<string>();
  for (const change of changes) {
    const together = new Set([...people, ...concerned(change)]);
    const part = parts.at(-1);
    if (part !== undefined && together.size <= LOOKED_AT_ONCE) {
      part.push(change);
      people = together;
    } else {
      parts.push([change]);
      people = new Set(concerned(change));
    }
  }
  return parts;
}

function concerned(change: Change): string[] {
  const recipient = recipientOf(change);
  return recipient === null ? [change.email] : [change.email, recipient.email];
}

/** Looks at people right before something is taken away from them. Throws when they cannot be looked at. */
export async function screen(
  changes: readonly Change[],
  { planned }: Pick<Work, 'planned'>,
  outside: Surroundings,
): Promise<Screened> {
  const recipients = changes.flatMap((change) => recipientOf(change)?.id ?? []);
  const [look, held] = await Promise.all([lookAt(changes, outside.reader, recipients), outside.readHolds()]);
  const screened: Screened = { admitted: [], skipped: [] };
  for (const change of changes) {
    const now = look.found(change);
    const reason =
      onHold(change, now, held) ??
      changed(whatChanged(now, planned.get(change.memberId ?? ''))) ??
      changed(whatKeeps(recipientOf(change), look));
    if (reason === null) screened.admitted.push(change);
    else screened.skipped.push([change, { status: 'skipped', error: reason }]);
  }
  return screened;
}

type Reason = { code: string; message: string } | null;

function onHold({ email }: Change, now: Member | undefined, held: ReadonlySet<string>): Reason {
  const addresses = [email, now?.email ?? email, ...(now?.secondaryEmails ?? [])];
  if (!addresses.some((address) => held.has(address))) return null;
  return {
    code: 'held',
    message: 'Left alone, because this person has been put on hold since the plan was made.',
  };
}

function changed(message: string | null): Reason {
  return message === null ? null : { code: 'changed_since_plan', message };
}

function whatChanged(now: Member | undefined, planned: Member | undefined): string | null {
  if (now === undefined || now.status === 'removed')
    return 'Left alone, because this person is no longer on the team.';
  if (planned === undefined || isAsPlanned(now, planned)) return null;
  if (now.roles.length > 0 && planned.roles.length === 0)
    return 'Left alone, because this person has become an admin since the plan was made.';
  // Whoever is suspended although they were off the team was brought back by the same plan, in a state only Dropbox knows.
  if (planned.status === 'removed') return null;
  if (now.status !== planned.status)
    return `Left alone, because this person is ${now.status} now and was ${planned.status} when the plan was made.`;
  return 'Left alone, because this person’s account has changed since the plan was made.';
}
