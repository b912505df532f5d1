import { InvalidInputError } from '../errors.ts';
import { concluded } from './concluded.ts';
import { decideListed, decideUnlisted } from './decide.ts';
import { planGroups, type GroupPlanning } from './groups.ts';
import { withImpact } from './impact.ts';
import { dueReminder } from './invitations.ts';
import { isLiving } from './index-members.ts';
import { seatJoiners } from './licences.ts';
import { matchPeople, type Matching } from './match.ts';
import { matcher } from './pattern.ts';
import {
  applySwitches,
  assignRecipients,
  blockIdentities,
  blockLookAlikes,
  keepProtected,
  limitDestructive,
} from './rules.ts';
import { decideRole } from './roles.ts';
import { blockSuspendedRoles, sequence } from './sequence.ts';
import { ignoredRecipients } from './transfers.ts';
import type { Plan, PlanInput } from './types.ts';
import { subjectEmails, type Verdict } from './verdict.ts';
import { unchangedItems } from './words.ts';

/**
 * Decides what brings the team from `actual` to `desired`: the decision table, then its rules in their order. Pure: the
 * same input gives the same plan, byte for byte. Throws `duplicate_person` when two rows name one member and
 * `only_matches_nobody` when no one is selected.
 */
export function planChanges(input: PlanInput): Plan {
  const matching = matchPeople(input.desired, input.actual.members, input.removed);
  const groups = planGroups(input);
  const verdicts = select(decideAll(matching, groups, input), input.only);

  const draft = applySwitches(verdicts);
  keepProtected(draft, input);
  blockIdentities(draft, matching.index);
  blockLookAlikes(draft, verdicts, input.only);
  assignRecipients(draft, input, matching.index, matching.matches);
  blockSuspendedRoles(draft);
  limitDestructive(draft, input);

  const seating = seatJoiners(draft.candidates, input);
  const changes = withImpact(sequence(draft, seating), input.actual, groups);
  const plan = concluded(draft, seating, changes);
  // An account that is as wanted may still lack a group or a role.
  const told = new Set<string>();
  for (const items of [changes, plan.blocked, plan.kept]) for (const { email } of items) told.add(email);
  return {
    ...plan,
    unchanged: unchangedItems(verdicts).filter(({ email }) => !told.has(email)),
    named: namedMembers(matching),
    passed: input.known ? [] : passedReminders(matching, input),
    warnings: [
      ...matching.warnings,
      ...groups.warnings,
      ...ignoredRecipients(draft.candidates, input.settings.deprovision),
    ],
  };
}

function decideAll({ matches, unlisted }: Matching, groups: GroupPlanning, input: PlanInput): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const [rank, match] of matches.entries()) {
    verdicts.push(...decideListed(match, rank, input));
    verdicts.push(...groups.decide(match, rank));
    verdicts.push(...decideRole(match, rank, input));
  }
  for (const member of unlisted) verdicts.push(decideUnlisted(member, input));
  return verdicts;
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

function namedMembers({ matches }: Matching): string[] {
  const ids: string[] = [];
  for (const { member, conflict } of matches) {
    for (const account of conflict ?? [member])
      if (account !== null && isLiving(account)) ids.push(account.id);
  }
  // Without a comparator the order is that of code units too, and found sooner.
  return ids.sort();
}

/** Where nothing is known of earlier reminders, none is sent: somebody may have had it already. */
function passedReminders({ matches }: Matching, input: PlanInput): Plan['passed'] {
  const passed: Plan['passed'] = [];
  for (const { person, member } of matches) {
    const afterDays = member === null ? null : dueReminder(person, member, input);
    if (member !== null && afterDays !== null) passed.push({ memberId: member.id, afterDays });
  }
  return passed;
}
