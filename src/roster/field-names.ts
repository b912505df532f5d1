import { distance } from 'fastest-levenshtein';

import { CSV_HEADERS, FIELD_NAMES, type FieldName } from './row.ts';

/** A spelling that a field is known by. */
export interface Known {
  field: FieldName;
  spelling: string;
}

/** From this length on, two mistakes still make a misspelling; in shorter words they make another word. */
const LONG_NAME = 8;
const MISTAKES_IN_LONG = 2;

/** A header without what spelling habits differ in: case, spaces, `_` and `-`. */
export function foldHeader(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

const KNOWN: ReadonlyMap<string, Known> = new Map(
  FIELD_NAMES.flatMap((field) =>
    [CSV_HEADERS[field], field].map((spelling) => [foldHeader(spelling), { field, spelling }] as const),
  ).toReversed(),
);

/** The field that a header or key names, whatever its case and separators; `null` for none. */
export function fieldOf(name: string): FieldName | null {
  return KNOWN.get(foldHeader(name))?.field ?? null;
}

/** Two neighbouring letters in the wrong order: one mistake, though two edits. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at] && at < a.length) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** The known spelling that a name misses by a slip of the fingers; `null` where it is simply another name. */
export function misspeltField(name: string): Known | null {
  const folded = foldHeader(name);
  for (const [word, known] of KNOWN) {
    const allowed = word.length >= LONG_NAME ? MISTAKES_IN_LONG : 1;
    if (Math.abs(word.length - folded.length) > allowed) continue;
    if (distance(word, folded) <= allowed || isSwapped(word, folded)) return known;
  }
  return null;
}

const FORBIDDEN = new Set(
  [...Object.getOwnPropertyNames(Object.prototype), 'prototype'].map((name) => name.toLowerCase()),
);

/** Names that objects of JavaScript carry themselves: no honest column has one. */
export function isForbidden(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase());
}
