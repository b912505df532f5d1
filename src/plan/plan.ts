import { InvalidInputError } from '../errors.ts';
import { checksum } from './checksum.ts';
import { decideListed, decideUnlisted } from './decide.ts';
import { isLiving } from './index-members.ts';
import { unsupportedWishes } from './later.ts';
import { assignSeats, type Seating } from './licences.ts';
import { matchPeople, type Matching } from './match.ts';
import { byRosterOrder, bySeatOrder, compareText, only, type Candidate } from './order.ts';
import { matcher } from './pattern.ts';
import {
  applySwitches,
  blockIdentities,
  blockLookAlikes,
  blockUnsupported,
  keepProtected,
  limitDestructive,
  type Draft,
} from './rules.ts';
import { ignoredRecipients } from './transfers.ts';
import type { Change, Plan, PlanInput, ProvisionChange, RecoverChange, Unchanged } from './types.ts';
import { subjectEmail, subjectEmails, type Verdict } from './verdict.ts';
import { UNCHANGED_MESSAGES } from './words.ts';

/**
 * Decides what brings the team from `actual` to `desired`: the decision table, then its rules in their order. Pure: the
 * same input gives the same plan, byte for byte. Throws `duplicate_person` when two rows name one member and
 * `only_matches_nobody` when no one is selected.
 */
export function planChanges(input: PlanInput): Plan {
  const matching = matchPeople(input.desired, input.actual.members);
  const verdicts = select(decideAll(matching, input), input.only);

  const draft = applySwitches(verdicts);
  keepProtected(draft, input);
  blockIdentities(draft, matching.index);
  blockLookAlikes(draft, verdicts, input.only);
  blockUnsupported(draft, input);
  // Whoever was removed lately was a member when the day began.
  const members = input.actual.members.filter(isLiving).length + input.recent.deprovisions;
  limitDestructive(draft, input, members);

  const seating = seat(draft, input);
  const blocked = [...draft.blocked, ...seating.blocked];

  const changes = inOrder(draft, seating);
  return {
    changes,
    blocked: blocked.sort(byRosterOrder).map(({ item }) => item),
    kept: draft.kept.sort(byRosterOrder).map(({ item }) => item),
    unchanged: verdicts.flatMap(unchangedItem),
    disabled: draft.disabled,
    refusals: draft.refusals,
    seats: seating.seats,
    named: namedMembers(matching),
    warnings: [...matching.warnings, ...ignoredRecipients(draft.candidates, input.settings.deprovision)],
    checksum: checksum(changes),
  };
}

function decideAll({ matches, unlisted }: Matching, input: PlanInput): Verdict[] {
  const listed = matches.flatMap((match, rank) => [
    ...decideListed(match, rank, input),
    ...unsupportedWishes(match.person, match.member, rank, input.settings, input.now),
  ]);
  return [...listed, ...unlisted.map((member) => decideUnlisted(member, input))];
}

function select(verdicts: Verdict[], patterns: readonly string[]): Verdict[] {
  if (patterns.length === 0) return verdicts;
  const isSelected = matcher(patterns);
  const selected = verdicts.filter(({ subject }) => subjectEmails(subject).some(isSelected));
  if (selected.length > 0) return selected;
  throw new InvalidInputError(
    'only_matches_nobody',
    `--only ${patterns.join(' --only ')} matches nobody in the roster or on the team.`,
    { hint: 'Give an e-mail address as the roster has it, or a pattern such as "*@example.com" in quotes.' },
  );
}

function seat(draft: Draft, { actual, settings }: PlanInput): Seating {
  const joiners: Candidate<RecoverChange | ProvisionChange>[] = [
    ...only(draft.candidates, 'recover').sort(bySeatOrder),
    ...only(draft.candidates, 'provision').sort(bySeatOrder),
  ];
  const freed = only(draft.candidates, 'deprovision').filter(({ change }) => change.seats < 0).length;
  return assignSeats(joiners, freed, actual.team.licences, settings.safety.allowPurchase);
}

/** The order of application: nothing destructive comes first, and a seat is taken only when it is free. */
function inOrder({ candidates, updates }: Draft, { now, later }: Seating): Change[] {
  const plain = <A extends Change['action']>(action: A): Extract<Change, { action: A }>[] =>
    only(candidates, action).map(({ change }) => change);
  return [
    ...updates,
    ...now.filter(({ action }) => action === 'recover'),
    ...plain('unsuspend'),
    ...now.filter(({ action }) => action === 'provision'),
    ...plain('suspend'),
    ...plain('deprovision'),
    ...later,
  ];
}

function namedMembers({ matches }: Matching): string[] {
  const accounts = matches.flatMap(({ member, conflict }) => conflict ?? member ?? []);
  return accounts
    .filter(isLiving)
    .map(({ id }) => id)
    .sort(compareText);
}

function unchangedItem(verdict: Verdict): Unchanged[] {
  if (verdict.kind !== 'unchanged') return [];
  const { code, subject } = verdict;
  return [{ email: subjectEmail(subject), code, message: UNCHANGED_MESSAGES[code] }];
}
