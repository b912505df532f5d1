import type { Warning } from '../errors.ts';
import type { Settings } from '../settings/schema.ts';
import type { Actual, Member } from '../team.ts';
import type { DeprovisionChange, TransferOptions } from './change.ts';
import { isLiving, type MemberIndex } from './index-members.ts';
import type { Match } from './match.ts';
import { only, type Candidate } from './order.ts';
import {
  authorizerOf,
  partiesOf,
  recipientOf,
  type Giver,
  type Leaver,
  type Obstacle,
  type Parties,
  type World,
} from './recipients.ts';
import { isDemotion } from './roles.ts';
import type { Subject } from './verdict.ts';

/** What the files of the people who leave depend on. */
export interface TransferInput {
  candidates: readonly Candidate[];
  /** Everybody whom a roster names; empty where there is none. */
  matches: readonly Pick<Match, 'person' | 'member'>[];
  index: MemberIndex;
  actual: Actual;
  settings: Settings['deprovision'];
}

/** What became of a removal whose files go to somebody: with its recipient, or the reason why it has none. */
export type Resolved = { change: DeprovisionChange } | { obstacle: Obstacle };

/**
 * Finds for each removal the member who stays and gets the files in the end: a recipient who leaves in the same plan hands
 * on to their own. Removals without a recipient are not in it.
 */
export function resolveTransfers(input: TransferInput): Map<DeprovisionChange, Resolved> {
  const { candidates, matches, settings } = input;
  const leavers = only(candidates, 'deprovision');
  const giving = leavers.flatMap((leaver): { leaver: Leaver; recipient: string }[] => {
    const recipient = recipientOf(leaver.subject, settings);
    return recipient === null || keepsFiles(leaver.change) ? [] : [{ leaver, recipient }];
  });
  if (giving.length === 0) return new Map();
  const world: World = {
    ...input,
    authorizer: authorizerOf(input.actual),
    leaving: new Map(leavers.map((leaver) => [leaver.change.memberId, leaver])),
    suspended: new Set(only(candidates, 'suspend').map(({ change }) => change.memberId)),
    demoted: new Set(
      only(candidates, 'set_role')
        .filter(({ change }) => isDemotion(change))
        .map(({ change }) => change.memberId),
    ),
    byRow: new Map(matches.flatMap(accountOfRow)),
    ends: new Map(),
  };
  const resolved = new Map<DeprovisionChange, Resolved>();
  for (const { leaver, recipient } of giving) {
    resolved.set(leaver.change, resolve(leaver, recipient, world));
  }
  return resolved;
}

function accountOfRow({ person, member }: Pick<Match, 'person' | 'member'>): [string, Member][] {
  return member === null || !isLiving(member) ? [] : [[person.email, member]];
}

function resolve({ change, subject }: Leaver, recipient: string, world: World): Resolved {
  if (change.options.method === 'downgrade') {
    const message = `The files of ${change.email} cannot go to ${recipient}: an account that is kept as a personal one keeps its files. Clear transfer_to, or set deprovision.method=remove.`;
    return { obstacle: { code: 'transfer_unsupported', message } };
  }
  const { email, memberId } = change;
  const giver = { email, memberId, place: placeOf(subject), refusal: `${email} is not removed` };
  const parties = partiesOf(giver, recipient, world);
  return 'obstacle' in parties ? parties : { change: withTransfer(change, parties.transfer) };
}

/** Who gets the files of an account that was removed earlier, and who hears of errors; nobody leaves with it. */
export function handOver(
  giver: Giver,
  recipient: string,
  given: Omit<TransferInput, 'candidates' | 'matches'>,
): Parties {
  const nobody = { leaving: new Map(), suspended: new Set<string>(), demoted: new Set<string>() };
  const authorizer = authorizerOf(given.actual);
  return partiesOf(giver, recipient, { ...given, ...nobody, authorizer, byRow: new Map(), ends: new Map() });
}

function withTransfer(change: DeprovisionChange, transfer: TransferOptions): DeprovisionChange {
  return {
    ...change,
    explanation: `${change.explanation.slice(0, -1)}; the files go to ${transfer.transferTo}, and after that the account cannot be recovered.`,
    options: { ...change.options, ...transfer },
    reversibleUntil: null,
  };
}

function placeOf({ person }: Subject): string {
  return person?.transferTo == null ? 'deprovision.transferTo' : `transfer_to in row ${String(person.line)}`;
}

/** Says which recipients have no meaning, rather than dropping them silently. */
export function ignoredRecipients(
  candidates: readonly Candidate[],
  settings: Settings['deprovision'],
): Warning[] {
  return only(candidates, 'deprovision').flatMap(({ subject, change }) => {
    const recipient = recipientOf(subject, settings);
    // A suspension that is only the first step leaves the files to the removal that follows.
    if (recipient === null || !keepsFiles(change) || change.options.removeOn !== undefined) return [];
    const message = `${change.email}: no files are moved to ${recipient}, because the account is only suspended, or the person never joined.`;
    return [{ code: 'transfer_ignored', message }];
  });
}

/** A suspended account keeps its files, and an invitation never had any. */
function keepsFiles({ before, options }: DeprovisionChange): boolean {
  return before?.status === 'invited' || options.method === 'suspend';
}
