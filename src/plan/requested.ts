import { InvalidInputError } from '../errors.ts';
import type { Member, Person } from '../team.ts';
import type { Change } from './change.ts';
import { concluded } from './concluded.ts';
import { indexMembers, isLiving, type MemberIndex } from './index-members.ts';
import { withImpact } from './impact.ts';
import { seatJoiners } from './licences.ts';
import { only } from './order.ts';
import { requestedVerdict, type RequestedAction, type RequestedSubject } from './requested-verdicts.ts';
import {
  applySwitches,
  assignRecipients,
  blockIdentities,
  keepProtected,
  limitDestructive,
} from './rules.ts';
import { sequence } from './sequence.ts';
import { ignoredRecipients } from './transfers.ts';
import type { Plan, PlanInput } from './types.ts';
import { unchangedItems } from './words.ts';

/** What somebody asks to be done to single people. */
export interface Request {
  action: RequestedAction;
  /** Lower case, each once. */
  emails: readonly string[];
  /** Who gets the files of `transfer`; `null` for every other action. */
  to: string | null;
}

/** What a request is planned from: the rules of any plan, without a roster. */
export type RequestInput = Omit<PlanInput, 'desired' | 'only'> & { request: Request };

const NO_GROUPS = { mapped: new Map(), targets: new Map() };

/**
 * Plans what somebody asked for by name: under the rules and rails of every plan, only that no action need be enabled.
 * Throws `unknown_member` (exit 7) for an address that has no account where one is needed.
 */
export function planRequested(input: RequestInput): Plan {
  const { request, actual, settings, removed } = input;
  const index = indexMembers(actual.members, removed);
  const given = { ...input, index, to: request.to };
  const verdicts = subjectsOf(request, input, index).map((subject) =>
    requestedVerdict(request.action, subject, given),
  );

  const draft = applySwitches(verdicts);
  keepProtected(draft, input);
  blockIdentities(draft, index);
  assignRecipients(draft, input, index);
  limitDestructive(draft, input);

  const { candidates } = draft;
  const seating = seatJoiners(candidates, input);
  const transfers: Change[] = only(candidates, 'transfer').map(({ change }) => change);
  const changes = withImpact([...sequence(draft, seating), ...transfers], actual, NO_GROUPS);
  return {
    ...concluded(draft, seating, changes),
    unchanged: unchangedItems(verdicts),
    named: [],
    passed: [],
    warnings: ignoredRecipients(candidates, settings.deprovision),
  };
}

function subjectsOf(
  { action, emails }: Request,
  { actual: { team, members }, removed }: RequestInput,
  index: MemberIndex,
): RequestedSubject[] {
  const strangers: string[] = [];
  const gone = members.filter((member) => !isLiving(member));
  const subjects = emails.map((email, rank): RequestedSubject => {
    const former = gone.filter((one) => one.email === email || removed.get(one.id)?.email === email);
    if (action === 'transfer' && former.length > 1) throw severalAccounts(email, former);
    const member = memberOf(email, index) ?? (action === 'provision' ? null : (former[0] ?? null));
    if (member === null && action !== 'provision') strangers.push(email);
    return { person: asPerson(member?.email ?? email), member, rank };
  });
  if (strangers.length === 0) return onceEach(subjects);
  throw new InvalidInputError(
    'unknown_member',
    `The team ${team.name} has no account ${strangers.join(', ')}. Nothing was sent to Dropbox.`,
    { hint: 'See who is on the team with: teamsync member list', details: { emails: strangers } },
  );
}

/** Two addresses may be of one account. */
function onceEach(subjects: readonly RequestedSubject[]): RequestedSubject[] {
  const first = new Map(subjects.toReversed().map((subject) => [subject.person.email, subject]));
  return subjects.filter((subject) => first.get(subject.person.email) === subject);
}

/** Nobody should get the files of somebody else. */
function severalAccounts(email: string, accounts: readonly Member[]): InvalidInputError {
  const ids = accounts.map(({ id }) => id);
  return new InvalidInputError(
    'ambiguous_member',
    `${String(accounts.length)} removed accounts had the address ${email}: ${ids.join(', ')}. Nothing was sent to Dropbox.`,
    {
      hint: 'Move their files in the admin console of Dropbox, where each is shown.',
      details: { email, ids },
    },
  );
}

function memberOf(email: string, { living, recoverable }: MemberIndex): Member | null {
  return (
    living.byEmail.get(email) ?? living.bySecondaryEmail.get(email) ?? recoverable.byEmail.get(email) ?? null
  );
}

function asPerson(email: string): Person {
  return {
    email,
    givenName: null,
    surname: null,
    externalId: null,
    wanted: 'active',
    assignedBy: [],
    groups: null,
    transferTo: null,
    previousEmail: null,
    role: null,
    priority: null,
    line: 0,
  };
}
