import { Fault, quoted, type Problems } from './problem.ts';
import { FIELD_NAMES, type FieldName, type Row } from './row.ts';

/** Fields of which one person can have only one value. */
type SingleField = Exclude<FieldName, 'email' | 'groups'>;

function isSingle(field: FieldName): field is SingleField {
  return field !== 'email' && field !== 'groups';
}

const SINGLE_FIELDS = FIELD_NAMES.filter(isSingle);

/** How the format calls the same person with two different values, and its columns. */
export interface MergeTerms {
  code: 'contradictory_rows' | 'duplicate_person';
  columns: ReadonlyMap<FieldName, string>;
}

function mergeField<K extends SingleField>(
  merged: Pick<Row, K>,
  rows: readonly Row[],
  field: K,
  terms: MergeTerms,
  problems: Problems,
): void {
  let said: Row | null = null;
  for (const row of rows) {
    const value = row[field];
    if (value === null) continue;
    if (said === null) {
      said = row;
      merged[field] = value;
    } else if (said[field] !== value) {
      const earlier = `line ${String(said.line)} has ${quoted(String(said[field]))} for ${quoted(row.email)}`;
      const expected = `expected the same value in all rows of one person, but ${earlier}: correct one of them`;
      const column = terms.columns.get(field) ?? field;
      problems.add(row.line, column, String(value), new Fault(terms.code, expected));
    }
  }
}

function mergePerson(first: Row, rows: readonly Row[], terms: MergeTerms, problems: Problems): Row {
  const merged = { ...first };
  for (const field of SINGLE_FIELDS) mergeField(merged, rows, field, terms, problems);
  const spoken = rows.flatMap(({ groups }) => (groups === null ? [] : [groups]));
  merged.groups = spoken.length === 0 ? null : [...new Set(spoken.flat())];
  return merged;
}

/** Brings the rows of one person together, in the order of their first rows; values that differ are problems. */
export function mergeRows(rows: readonly Row[], terms: MergeTerms, problems: Problems): Row[] {
  const first = new Map<string, Row>();
  // Most people have one row, and need no list of them.
  const repeated = new Map<Row, Row[]>();
  for (const row of rows) {
    const earlier = first.get(row.email);
    const same = earlier === undefined ? undefined : repeated.get(earlier);
    if (earlier === undefined) first.set(row.email, row);
    else if (same === undefined) repeated.set(earlier, [earlier, row]);
    else same.push(row);
  }
  return Array.from(first.values(), (row) => {
    const same = repeated.get(row);
    return same === undefined ? row : mergePerson(row, same, terms, problems);
  });
}
