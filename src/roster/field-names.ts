import { distance } from 'fastest-levenshtein';

import { TEAMSYNC, type ColumnKind, type Dialect } from './dialects.ts';
import { CSV_HEADERS, FIELD_NAMES, type FieldName } from './row.ts';

/** A spelling that a kind of column is known by. */
export interface Known {
  kind: ColumnKind;
  spelling: string;
  /** Of several columns of one kind those of the lowest rank count. */
  rank: number;
}

/** From this length on, two mistakes still make a misspelling; in shorter words they make another word. */
const LONG_NAME = 8;
const MISTAKES_IN_LONG = 2;
/** Among names as short as `id` every other one is a slip away. */
const SHORTEST_TO_MISSPELL = 4;

/** A header without what spelling habits differ in: case, spaces, `_`, `-`, `#` and a suffix in brackets. */
export function foldHeader(name: string): string {
  const text = name.trim();
  const bracket = text.endsWith(']') ? text.lastIndexOf('[') : -1;
  return squeezeHeader(bracket === -1 ? text : text.slice(0, bracket)).replaceAll('#', '');
}

/** A header without case, spaces, `_` and `-`: headers that differ in more are different columns. */
export function squeezeHeader(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

const OWN: readonly Known[] = FIELD_NAMES.flatMap((field) =>
  [CSV_HEADERS[field], field].map((spelling) => ({ kind: field, spelling, rank: 0 })),
);

/** Everything that a dialect and teamsync itself call a column. */
export class Vocabulary {
  readonly #known = new Map<string, Known>();

  constructor({ columns }: Dialect) {
    for (const known of OWN) this.#add(known);
    for (const [kind, ranks] of Object.entries(columns) as [ColumnKind, (typeof columns)[ColumnKind]][]) {
      ranks?.forEach((spellings, rank) => {
        for (const spelling of spellings) this.#add({ kind, spelling, rank });
      });
    }
  }

  /** What a header names, whatever its case and separators; `null` for nothing that is read. */
  find(name: string): Known | null {
    return this.#known.get(foldHeader(name)) ?? null;
  }

  /** The known spelling that a name misses by a slip of the fingers; `null` where it is simply another name. */
  misspelt(name: string): Known | null {
    const folded = foldHeader(name);
    for (const [word, known] of this.#known) {
      if (word.length < SHORTEST_TO_MISSPELL) continue;
      const allowed = word.length >= LONG_NAME ? MISTAKES_IN_LONG : 1;
      if (Math.abs(word.length - folded.length) > allowed) continue;
      if (distance(word, folded) <= allowed || isSwapped(word, folded)) return known;
    }
    return null;
  }

  #add(known: Known): void {
    const word = foldHeader(known.spelling);
    if (!this.#known.has(word)) this.#known.set(word, known);
  }
}

const OF_OUR_OWN: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.flatMap((field) => [CSV_HEADERS[field], field].map((word) => [foldHeader(word), field])),
);

/** The field that a header or key of ours names, whatever its case and separators; `null` for none. */
export function fieldOf(name: string): FieldName | null {
  return OF_OUR_OWN.get(foldHeader(name)) ?? null;
}

/** What teamsync itself calls the columns of a roster. */
export const OWN_VOCABULARY = new Vocabulary(TEAMSYNC);

/** Two neighbouring letters in the wrong order: one mistake, though two edits. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at] && at < a.length) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

const FORBIDDEN = new Set(
  [...Object.getOwnPropertyNames(Object.prototype), 'prototype'].map((name) => name.toLowerCase()),
);

/** Names that objects of JavaScript carry themselves: no honest column has one. */
export function isForbidden(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase());
}
