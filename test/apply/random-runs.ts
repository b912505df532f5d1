import fc from 'fast-check';
import { LostAnswerError, RequestRefusedError } from '../../src/errors.ts';
import type { Action, Change } from '../../src/plan/change.ts';
import {
  deprovision,
  idOf,
  provision,
  recover,
  rename,
  suspend,
  unsuspend,
  update,
} from '../helpers/changes.ts';
import type { Trick } from '../helpers/fake-team.ts';
import { appoint, bequeath, dismiss, invite, join, joinNew, leave, transfer } from './changes.ts';

/** A random plan, and what goes wrong with it. */
export interface RandomRun {
  /** In the order in which plans apply them. */
  changes: Change[];
  tricks: Record<string, Trick>;
  /** Ids of people who have come into their group, or left it, since the plan was made. */
  overtaken: string[];
  /** So many looks show everybody as they were. */
  lag: number;
  /** So many looks show the groups as they were. */
  groupLag: number;
  /** A refused call for a group takes effect for some. */
  refusesInPart: boolean;
  concurrency: number;
}

interface Slot {
  kind: keyof typeof MAKERS;
  trick: Trick | null;
}

/** Each makes the changes of one person. */
const MAKERS = {
  update: (name: string) => [
    update(`${name}@x.org`, { surname: 'A', externalId: '' }, { surname: 'B', externalId: 'E' }),
  ],
  rename: (name: string) => [rename(`${name}@x.org`, `new-${name}@x.org`)],
  recover: (name: string) => [recover(`${name}@x.org`)],
  comeBack: (name: string) => [
    recover(`${name}@x.org`),
    join(`${name}@x.org`, 'Eng'),
    appoint(`${name}@x.org`),
  ],
  unsuspend: (name: string) => [unsuspend(`${name}@x.org`)],
  provision: (name: string) => [provision(`${name}@x.org`, { externalId: `E-${name}` })],
  start: (name: string) => [
    provision(`${name}@x.org`, { externalId: `E-${name}` }),
    joinNew(`${name}@x.org`, 'New', { memberId: null }),
    appoint(`${name}@x.org`, { memberId: null }),
  ],
  join: (name: string) => [join(`${name}@x.org`, 'Eng')],
  joinOvertaken: (name: string) => [join(`${name}@x.org`, 'Eng')],
  joinNew: (name: string) => [joinNew(`${name}@x.org`, 'New')],
  move: (name: string) => [join(`${name}@x.org`, 'Eng'), leave(`${name}@x.org`, 'Ops')],
  leave: (name: string) => [leave(`${name}@x.org`, 'Ops')],
  leaveOvertaken: (name: string) => [leave(`${name}@x.org`, 'Ops')],
  appoint: (name: string) => [appoint(`${name}@x.org`)],
  dismiss: (name: string) => [dismiss(`${name}@x.org`)],
  suspend: (name: string) => [suspend(`${name}@x.org`)],
  remove: (name: string) => [deprovision(`${name}@x.org`)],
  bequeath: (name: string) => [bequeath(`${name}@x.org`)],
  downgrade: (name: string) => [deprovision(`${name}@x.org`, { method: 'downgrade' })],
  retire: (name: string) => [deprovision(`${name}@x.org`, { method: 'suspend' })],
  invite: (name: string) => [invite(`${name}@x.org`)],
  transfer: (name: string) => [transfer(`${name}@x.org`)],
} satisfies Record<string, (name: string) => Change[]>;
const KINDS = Object.keys(MAKERS) as (keyof typeof MAKERS)[];

/** The order of a plan. */
const ACTIONS: Action[] = [
  'update',
  'recover',
  'unsuspend',
  'provision',
  'group_add',
  'group_remove',
  'set_role',
  'suspend',
  'deprovision',
  'transfer',
  'invite',
];

/** Longer than any run waits. */
const FOREVER = 1_000_000;
const LOST = new LostAnswerError('lost_answer', 'Lost.');
const UNTOLD = new RequestRefusedError('invalid_async_job_id', 'No.');

const often = { times: fc.constantFrom(1, 1, 2, 3, FOREVER), executed: fc.boolean() };
const lost: fc.Arbitrary<Trick> = fc.record({
  kind: fc.constant('throws' as const),
  error: fc.constant(LOST),
  ...often,
});
const oddJob: fc.Arbitrary<Trick> = fc.oneof(
  fc.record({ kind: fc.constant('job' as const), polls: fc.constantFrom(0, 1, 3, FOREVER), ...often }),
  fc.record({
    kind: fc.constant('job' as const),
    polls: fc.nat(2),
    ends: fc.constant('lost' as const),
    ...often,
  }),
  fc.record({
    kind: fc.constant('job' as const),
    polls: fc.nat(2),
    checkFails: fc.constant(UNTOLD),
    ...often,
  }),
);
const oddItem: fc.Arbitrary<Trick> = fc.record({
  kind: fc.constantFrom('unreadable' as const, 'unmentioned' as const),
  ...often,
});
/** Refusals of which the second one is also given when the change is made already. */
const refused: fc.Arbitrary<Trick> = fc.record({
  kind: fc.constant('refused' as const),
  code: fc.constantFrom('some_refusal', 'user_not_found', 'user_already_on_team', 'duplicate_user'),
});
const malformed: fc.Arbitrary<Trick> = fc.constant({ kind: 'malformed' });
/** What becomes of the one group that is new. */
const oddGroup: fc.Arbitrary<Trick> = fc.oneof(
  lost,
  fc.record({
    kind: fc.constant('refused' as const),
    code: fc.constantFrom('group_name_already_used', 'group_name_invalid'),
  }),
  fc.constant<Trick>({ kind: 'refused', code: 'group_name_already_used', executed: true }),
);

/** Up to 25 people, with most of whom something goes wrong, and in half of the runs with the group that is new; in some runs Dropbox loses nearly every answer. */
export function randomRuns(also: 'malformed' | null = null): fc.Arbitrary<RandomRun> {
  const wrong = fc.oneof(lost, lost, oddJob, oddItem, refused, ...(also === null ? [] : [malformed]));
  const kind = fc.oneof(
    { arbitrary: fc.constantFrom(...KINDS), weight: 4 },
    { arbitrary: fc.constantFrom('provision' as const, 'start' as const, 'join' as const), weight: 1 },
  );
  const slotsWith = (trick: fc.Arbitrary<Trick>): fc.Arbitrary<Slot[]> => {
    const slot = fc.record({ kind, trick: fc.option(trick, { freq: 2, nil: null }) });
    return fc.array(slot, { minLength: 1, maxLength: 25, size: 'max' });
  };
  const slots = fc.oneof(
    { arbitrary: slotsWith(wrong), weight: 3 },
    { arbitrary: slotsWith(lost), weight: 1 },
  );
  const circumstances = {
    newGroup: fc.option(oddGroup, { freq: 2, nil: null }),
    lag: fc.nat(3),
    groupLag: fc.nat(3),
    refusesInPart: fc.boolean(),
    concurrency: fc.constantFrom(1, 4, 16),
  };
  return fc.record({ slots, ...circumstances }).map(({ slots: all, newGroup, ...others }) => {
    const { tricks, ...plan } = planOf(all);
    // Tricks are counted where they are played, so no two runs may share one.
    return { ...plan, ...others, tricks: newGroup === null ? tricks : { ...tricks, New: { ...newGroup } } };
  });
}

function planOf(slots: readonly Slot[]): Pick<RandomRun, 'changes' | 'tricks' | 'overtaken'> {
  const tricks: Record<string, Trick> = {};
  const overtaken: string[] = [];
  const changes = slots.flatMap(({ kind, trick }, index): Change[] => {
    const name = `x${String(index)}`;
    const made: Change[] = MAKERS[kind](name);
    // Nor may two people.
    for (const { memberId, email } of made) {
      if (trick !== null) tricks[memberId ?? email] ??= { ...trick };
    }
    if (kind === 'joinOvertaken' || kind === 'leaveOvertaken') overtaken.push(idOf(`${name}@x.org`));
    return made;
  });
  const ordered = changes.sort((a, b) => ACTIONS.indexOf(a.action) - ACTIONS.indexOf(b.action));
  return { changes: ordered, tricks, overtaken };
}
