import { planUndo, type UndoInput } from '../../src/plan/undo.ts';
import type { DoneChange } from '../../src/plan/undo-verdicts.ts';
import type { Plan } from '../../src/plan/types.ts';
import { idOf } from '../helpers/changes.ts';
import { EVERYTHING_ON, inSync, NOW, type World } from '../helpers/team-builder.ts';

/** A team of twenty and their admin, with limits that never bite. */
export const base = inSync(20).settings(EVERYTHING_ON);
export const [P1, P2, P3] = ['p1@example.com', 'p2@example.com', 'p3@example.com'] as const;
/** When the removals of the run can be recovered no more. */
const UNTIL = '2026-03-06T10:00:00Z';

type Fields = Partial<Omit<DoneChange, 'options'>> & { options?: Partial<DoneChange['options']> };

/** One change of a run, as the history keeps it. */
export function done(action: DoneChange['action'], email: string, fields: Fields): DoneChange {
  const { options, ...rest } = fields;
  return {
    action,
    email,
    memberId: idOf(email),
    externalId: null,
    reversibleUntil: null,
    before: null,
    after: null,
    ...rest,
    options: { method: null, wipeData: false, groupId: null, transferTo: null, ...options },
  };
}

/** The changes that a run made, as the history keeps them. */
export const provisioned = (email: string, fields: Fields = {}): DoneChange =>
  done('provision', email, { memberId: null, after: { status: 'invited' }, ...fields });
export const recovered = (email: string): DoneChange =>
  done('recover', email, { before: { status: 'removed' }, after: { status: 'active' } });
export const suspended = (email: string, fields: Fields = {}): DoneChange =>
  done('suspend', email, { before: { status: 'active' }, after: { status: 'suspended' }, ...fields });
export const unsuspended = (email: string): DoneChange =>
  done('unsuspend', email, { before: { status: 'suspended' }, after: { status: 'active' } });
export const updated = (
  email: string,
  before: DoneChange['before'],
  after: DoneChange['after'],
): DoneChange => done('update', email, { memberId: idOf(P1), before, after });
export const removed = (email: string, fields: Fields = {}): DoneChange =>
  done('deprovision', email, {
    before: { status: 'active' },
    after: { status: 'removed' },
    reversibleUntil: UNTIL,
    ...fields,
    options: { method: 'remove', ...fields.options },
  });

/** The undo of these changes on the team of a world. */
export function undoOf(world: World, changes: readonly DoneChange[], fields: Partial<UndoInput> = {}): Plan {
  const { actual, settings, holds, recent, limits, acceptListing } = world.input();
  return planUndo({
    changes,
    actual,
    settings,
    now: NOW,
    holds,
    recent,
    limits,
    acceptListing,
    returning: new Set(),
    ...fields,
  });
}

export const idsOf = ({ changes }: Plan): string[] => changes.map(({ id }) => id);

/** Who is blocked or kept, as `action email code`. */
export const withheldOf = ({ blocked, kept }: Plan): string[] =>
  [...blocked, ...kept].map(({ action, email, code }) => `${action} ${email} ${code}`);

/** Somebody who is off the team and can be brought back. */
export const gone = (world: World, email: string): World =>
  world.withMember({ email, status: 'removed', recoverable: true });
