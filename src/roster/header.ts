import type { Warning } from '../errors.ts';
import { fieldOf, foldHeader, isForbidden, misspeltField } from './field-names.ts';
import { Fault, quoted, type Problems } from './problem.ts';
import { CSV_HEADERS, FIELD_NAMES, type FieldName } from './row.ts';

/** The header of a CSV file, read. */
export interface Header {
  line: number;
  /** By cell: the header as written. */
  names: string[];
  /** By cell: the field it holds, `null` for a column that is not read. */
  fields: (FieldName | null)[];
}

/** `roster.columns`: field name → header in the file. */
export type ColumnSettings = Readonly<Record<string, string>>;

const mapping = (field: FieldName): string => `teamsync settings set 'roster.columns={"${field}":"HEADER"}'`;

/** Whether one of these headers is the column of e-mail addresses. */
export function hasEmail(names: readonly string[], settings: ColumnSettings): boolean {
  const mapped = Object.entries(settings).find(([field]) => fieldOf(field) === 'email')?.[1] ?? null;
  return names.some((name) =>
    mapped === null ? fieldOf(name) === 'email' : foldHeader(name) === foldHeader(mapped),
  );
}

/** The columns that `roster.columns` names: index → field. */
function mappedColumns(
  { names, line }: Header,
  settings: ColumnSettings,
  problems: Problems,
): Map<number, FieldName> {
  const folded = names.map(foldHeader);
  const mapped = new Map<number, FieldName>();
  for (const [key, header] of Object.entries(settings)) {
    const field = fieldOf(key);
    const index = folded.indexOf(foldHeader(header));
    if (field === null) {
      const expected = `expected one of ${FIELD_NAMES.join(', ')} as a key of the setting roster.columns`;
      problems.add(line, key, null, new Fault('unknown_field', expected));
    } else if (index === -1) {
      const expected = `expected this column, which the setting roster.columns names for ${field}`;
      problems.add(
        line,
        header,
        null,
        new Fault('missing_column', `${expected}: the file has no such header`),
      );
    } else if (mapped.has(index)) {
      const expected = 'expected one field for each column in the setting roster.columns';
      problems.add(line, header, null, new Fault('duplicate_column', expected));
    } else {
      mapped.set(index, field);
    }
  }
  return mapped;
}

function checkUnread(
  name: string,
  line: number,
  mapped: ReadonlySet<FieldName>,
  problems: Problems,
): boolean {
  const near = misspeltField(name);
  // Whoever names a field's column in the settings has decided that no other column is meant.
  if (near === null || mapped.has(near.field)) return true;
  const other = `if it is another one, name the column of ${near.field}: ${mapping(near.field)}`;
  const fault = new Fault('misspelt_column', `is this ${near.spelling}? Then rename it; ${other}`);
  problems.add(line, name, null, fault);
  return false;
}

function checkDuplicates(header: Header, problems: Problems): void {
  const first = new Map<string, number>();
  header.names.forEach((name, index) => {
    const key = header.fields[index] ?? `header ${foldHeader(name)}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
    } else if (name !== '') {
      const places = `columns ${String(earlier + 1)} and ${String(index + 1)}`;
      const expected = `expected each column once, but ${places} are the same: take one out`;
      problems.add(header.line, name, null, new Fault('duplicate_column', expected));
    }
  });
}

function checkEmail({ names, fields, line }: Header, settings: ColumnSettings, problems: Problems): void {
  // Where the settings name a column for it that is not there, that has been said already.
  if (fields.includes('email') || Object.keys(settings).some((key) => fieldOf(key) === 'email')) return;
  const found = names.map(quoted).join(', ');
  const expected = `expected a column "${CSV_HEADERS.email}" in the header, found ${found}`;
  problems.add(
    line,
    CSV_HEADERS.email,
    null,
    new Fault('missing_column', `${expected}; name it: ${mapping('email')}`),
  );
}

/** Reads the header line: which column holds which field, and everything that is wrong with it. */
export function readHeader(
  cells: readonly string[],
  line: number,
  settings: ColumnSettings,
  found: { problems: Problems; warnings: Warning[] },
): Header {
  const header: Header = { line, names: cells.map((cell) => cell.trim()), fields: [] };
  const mapped = mappedColumns(header, settings, found.problems);
  const mappedFields = new Set(mapped.values());
  const ignored: string[] = [];
  header.names.forEach((name, index) => {
    if (isForbidden(name)) {
      const fault = new Fault(
        'forbidden_column',
        'expected no column of this name: rename it or take it out',
      );
      found.problems.add(line, name, null, fault);
      header.fields.push(null);
      return;
    }
    const known = fieldOf(name);
    const field = mapped.get(index) ?? (known === null || mappedFields.has(known) ? null : known);
    header.fields.push(field);
    if (field === null && checkUnread(name, line, mappedFields, found.problems)) ignored.push(quoted(name));
  });
  checkDuplicates(header, found.problems);
  checkEmail(header, settings, found.problems);
  if (ignored.length > 0) {
    const message = `These columns are not read: ${ignored.join(', ')}.`;
    found.warnings.push({ code: 'ignored_column', message });
  }
  return header;
}
