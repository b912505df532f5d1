import { InvalidInputError, type Warning } from '../errors.ts';
import type { Actual } from '../team.ts';
import { concluded } from './concluded.ts';
import { indexMembers, type MemberIndex } from './index-members.ts';
import { seatJoiners, type Seating } from './licences.ts';
import { only } from './order.ts';
import { matcher } from './pattern.ts';
import { applySwitches, keepProtected, limitDestructive, type Draft } from './rules.ts';
import type { Change } from './change.ts';
import type { Plan, PlanInput, Refusal } from './types.ts';
import type { Affected } from './undo-changes.ts';
import { memberOf } from './undo-members.ts';
import { blockTaken, dropLost, keepTogether, withoutNeedless } from './undo-rules.ts';
import { irretrievable, undoVerdicts, type DoneChange } from './undo-verdicts.ts';
import type { Verdict } from './verdict.ts';
import { unchangedItems } from './words.ts';

/** What an undo is planned from. */
export interface UndoInput extends Pick<
  PlanInput,
  'actual' | 'settings' | 'now' | 'holds' | 'recent' | 'limits' | 'acceptListing'
> {
  /** What the run did, in the order in which it did it. */
  changes: readonly DoneChange[];
  /** Ids of members whom this undo has brought back already; empty before it has done anything. */
  returning: ReadonlySet<string>;
}

const UNCHANGED = 'As it was before that run, or changed by others since and left alone.';

/**
 * Decides what takes a run back: the inverse of each of its changes that the team still shows, under the rails of every
 * plan. No action need be enabled, and what cannot be taken back is blocked with the reason. Pure.
 */
export function planUndo(input: UndoInput): Plan {
  const { actual } = input;
  const index = indexMembers(actual.members);
  const inverses = inversesOf(input, index);
  const verdicts = withoutNeedless(inverses.flatMap(({ verdicts: all }) => all));

  const draft = applySwitches(verdicts);
  keepProtected(draft, input);
  dropLost(draft);
  blockTaken(draft, index);
  limitDestructive(draft, input);
  keepTogether(draft);

  const seating = seatJoiners(draft.candidates, input);
  const plan = concluded(draft, seating, inOrder(draft, seating));
  return {
    ...plan,
    unchanged: unchangedItems(verdicts, UNCHANGED),
    refusals: plan.refusals.map(inWordsOfUndo),
    named: [],
    passed: [],
    warnings: inverses.flatMap(({ warning }) => warning ?? []),
  };
}

/** The changes of a run that concern people selected with `--only`. Throws `only_matches_nobody` (exit 7). */
export function selectDone(
  changes: readonly DoneChange[],
  { members }: Pick<Actual, 'members'>,
  patterns: readonly string[],
): DoneChange[] {
  if (patterns.length === 0) return [...changes];
  const isSelected = matcher(patterns);
  const byId = new Map(members.map((member) => [member.id, member.email]));
  const addresses = ({ memberId, email, before, after }: DoneChange): string[] =>
    [email, byId.get(memberId ?? ''), before?.email, after?.email].filter((address) => address !== undefined);
  const selected = changes.filter((done) => addresses(done).some(isSelected));
  if (selected.length > 0) return selected;
  throw new InvalidInputError(
    'only_matches_nobody',
    `--only ${patterns.join(' --only ')} matches nobody whom that run changed.`,
    { hint: 'See whom it changed with: teamsync history show RUN' },
  );
}

interface Inverse {
  verdicts: Verdict[];
  warning: Warning | null;
}

/** The newest change first, so that later ones are taken back before those that they built on. */
function inversesOf({ changes, actual, now, returning }: UndoInput, index: MemberIndex): Inverse[] {
  const byId = new Map(actual.members.map((member) => [member.id, member]));
  return [...changes].reverse().map((done, rank) => {
    const subject: Affected = { person: null, member: memberOf(done, byId, index), rank };
    const { groups, roles } = actual;
    const given = { index, now, returning, groups: groups ?? [], roles: roles ?? [] };
    const verdicts = undoVerdicts(done, subject, given);
    const message = irretrievable(done, verdicts);
    return { verdicts, warning: message === null ? null : { code: 'cannot_be_undone', message } };
  });
}

/** The order of every plan; whoever waits for a seat is suspended after coming back, and not at all without one. */
function inOrder({ candidates, updates }: Draft, { now, later }: Seating): Change[] {
  const plain = (action: Change['action']): Change[] => only(candidates, action).map(({ change }) => change);
  const members = (returns: readonly Change[]): Set<string | null> =>
    new Set(returns.map(({ memberId }) => memberId));
  const [coming, early, late] = [members(plain('recover')), members(now), members(later)];
  const suspensions = plain('suspend');
  return [
    ...updates,
    ...now,
    ...plain('unsuspend'),
    ...plain('group_add'),
    ...plain('group_remove'),
    ...plain('set_role'),
    ...suspensions.filter(({ memberId }) => !coming.has(memberId)),
    ...suspensions.filter(({ memberId }) => early.has(memberId)),
    ...plain('deprovision'),
    ...later,
    ...suspensions.filter(({ memberId }) => late.has(memberId)),
  ];
}

function inWordsOfUndo(refusal: Refusal): Refusal {
  const option = refusal.action === 'deprovision' ? '--max-deprovisions' : '--max-suspensions';
  const hint = `To let exactly this undo pass, run it once with ${option} ${String(refusal.count)}.`;
  return { ...refusal, hint };
}
