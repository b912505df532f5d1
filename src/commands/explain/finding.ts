import type { Decision } from '../../render/explanation.ts';

/** What a plan says of one person, from the most to the least. */
export type Finding = Omit<Decision, 'also'> & {
  kind: 'change' | 'kept' | 'blocked' | 'unchanged' | 'disabled';
  /** From when on it is possible; `null` when no date is known. */
  until: string | null;
  /** Settings that would have to be turned on. */
  off: string[];
  /** Of a change: it takes a seat that is not free yet. */
  waits: boolean;
  /** Of a suspension that is the first step of a removal: the date of the second. */
  removeOn: string | null;
};

/** What there is to say of somebody as long as nothing is known. */
export const NOTHING = {
  action: null,
  wanted: null,
  group: null,
  until: null,
  off: [],
  waits: false,
  removeOn: null,
};
