/** The rows and columns of the decision table, and what makes the variants of a cell. */

import type { Member, Person } from '../../src/team.ts';
import { EVERYTHING_ON, type World } from '../helpers/team-builder.ts';
import { EMAIL, ID } from './expected-changes.ts';

export const ROWS = {
  'assigned, active': { wanted: 'active' },
  'assigned, suspended': { wanted: 'suspended' },
  'unassigned, listed': { wanted: 'unassigned' },
  unlisted: null,
} as const satisfies Record<string, Partial<Person> | null>;

export const COLUMNS = {
  none: null,
  invited: { status: 'invited' },
  active: { status: 'active' },
  suspended: { status: 'suspended' },
  'removed, recoverable': { status: 'removed', recoverable: true },
  'removed, not recoverable': { status: 'removed', recoverable: false },
} as const satisfies Record<string, Partial<Member> | null>;

export type Row = keyof typeof ROWS;
type Column = keyof typeof COLUMNS;

/** Everything the plan says about one person. */
export interface Outcome {
  changes?: object[];
  blocked?: string[];
  kept?: string[];
  unchanged?: string[];
  disabled?: object;
}

/** Makes a variant of a world. */
export type Perturb = (world: World) => World;

export const same = (world: World): World => world;
export const withSettings =
  (patch: Parameters<World['settings']>[0]) =>
  (world: World): World =>
    world.settings(patch);

export const otherName = (world: World): World => world.withMember({ email: EMAIL, surname: 'Old' });
export const ourSuspension = (world: World): World => world.given({ suspendedByDeprovision: new Set([ID]) });
export const suspendMethod = withSettings({
  suspend: { wipeData: false, enabled: true },
  deprovision: { ...EVERYTHING_ON.deprovision, method: 'suspend', wipeData: true },
});
export const downgrade = withSettings({
  deprovision: { ...EVERYTHING_ON.deprovision, method: 'downgrade', retainTeamShares: true },
});
export const off = (section: 'provision' | 'suspend' | 'deprovision' | 'update'): Perturb =>
  withSettings({ [section]: { enabled: false } });
export const unlisted = (policy: 'managed' | 'report'): Perturb =>
  withSettings({ deprovision: { unlisted: policy } });
export const named = (world: World): World => unlisted('managed')(world).given({ managed: new Set([ID]) });

export type Case = [row: Row, column: Column, variant: string, perturb: Perturb, outcome: Outcome];
