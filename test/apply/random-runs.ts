import fc from 'fast-check';
import { LostAnswerError, RequestRefusedError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/types.ts';
import { deprovision, provision, recover, rename, suspend, unsuspend, update } from '../helpers/changes.ts';
import type { Trick } from '../helpers/fake-team.ts';

/** A random plan, and what goes wrong with it. */
export interface RandomRun {
  /** In the order in which plans apply them. */
  changes: Change[];
  tricks: Record<string, Trick>;
  /** So many looks show everybody as they were. */
  lag: number;
  concurrency: number;
}

interface Slot {
  kind: keyof typeof MAKERS;
  trick: Trick | null;
}

/** Each makes the change of one person; in the order of a plan. */
const MAKERS = {
  update: (name: string) =>
    update(`${name}@x.org`, { surname: 'A', externalId: '' }, { surname: 'B', externalId: 'E' }),
  rename: (name: string) => rename(`${name}@x.org`, `new-${name}@x.org`),
  recover: (name: string) => recover(`${name}@x.org`),
  unsuspend: (name: string) => unsuspend(`${name}@x.org`),
  provision: (name: string) => provision(`${name}@x.org`, { externalId: `E-${name}` }),
  suspend: (name: string) => suspend(`${name}@x.org`),
  remove: (name: string) => deprovision(`${name}@x.org`),
  downgrade: (name: string) => deprovision(`${name}@x.org`, { method: 'downgrade' }),
  retire: (name: string) => deprovision(`${name}@x.org`, { method: 'suspend' }),
} satisfies Record<string, (name: string) => Change>;
const KINDS = Object.keys(MAKERS) as (keyof typeof MAKERS)[];

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
  code: fc.constantFrom('some_refusal', 'user_not_found', 'user_already_on_team'),
});
const malformed: fc.Arbitrary<Trick> = fc.constant({ kind: 'malformed' });

/** Up to 25 people, with most of whom something goes wrong; in some runs Dropbox loses nearly every answer. */
export function randomRuns(also: 'malformed' | null = null): fc.Arbitrary<RandomRun> {
  const wrong = fc.oneof(lost, lost, oddJob, oddItem, refused, ...(also === null ? [] : [malformed]));
  const kind = fc.oneof(fc.constantFrom(...KINDS), fc.constant('provision' as const));
  const slotsWith = (trick: fc.Arbitrary<Trick>): fc.Arbitrary<Slot[]> => {
    const slot = fc.record({ kind, trick: fc.option(trick, { freq: 2, nil: null }) });
    return fc.array(slot, { minLength: 1, maxLength: 25, size: 'max' });
  };
  const slots = fc.oneof(
    { arbitrary: slotsWith(wrong), weight: 3 },
    { arbitrary: slotsWith(lost), weight: 1 },
  );
  return fc
    .record({ slots, lag: fc.nat(3), concurrency: fc.constantFrom(1, 4, 16) })
    .map(({ slots: all, lag, concurrency }) => ({ ...planOf(all), lag, concurrency }));
}

function planOf(slots: readonly Slot[]): Pick<RandomRun, 'changes' | 'tricks'> {
  const ordered = [...slots].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const tricks: Record<string, Trick> = {};
  const changes = ordered.map(({ kind, trick }, index) => {
    const change = MAKERS[kind](`x${String(index)}`);
    // A trick is counted where it is played, so nobody may share one.
    if (trick !== null) tricks[change.memberId ?? change.email] = { ...trick };
    return change;
  });
  return { changes, tricks };
}
