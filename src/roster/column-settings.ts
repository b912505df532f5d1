import { fieldOf, foldHeader, squeezeHeader } from './field-names.ts';
import { Fault, type Problems } from './problem.ts';
import { recogniseDialect, vocabularyOf } from './recognise.ts';
import { FIELD_NAMES, type FieldName } from './row.ts';

/** `roster.columns`: field name → header in the file. */
export type ColumnSettings = Readonly<Record<string, string>>;

/** The command that says which column holds a field. */
export function mappingCommand(field: FieldName, header = 'HEADER'): string {
  return `teamsync settings set 'roster.columns=${JSON.stringify({ [field]: header })}'`;
}

/** The header that the settings name for the e-mail addresses; `null` for none. */
export function mappedEmail(settings: ColumnSettings): string | null {
  return Object.entries(settings).find(([field]) => fieldOf(field) === 'email')?.[1] ?? null;
}

/** Whether one of these headers is the column of e-mail addresses. */
export function hasEmail(names: readonly string[], settings: ColumnSettings): boolean {
  const mapped = mappedEmail(settings);
  if (mapped !== null) return indexOfHeader(names, mapped) !== -1;
  const vocabulary = vocabularyOf(recogniseDialect(names));
  return names.some((name) => ['email', 'login'].includes(vocabulary.find(name)?.kind ?? ''));
}

/** Where a header stands, -1 for nowhere; the one that is written alike goes before one that only folds alike. */
function indexOfHeader(names: readonly string[], header: string): number {
  const exact = names.findIndex((name) => squeezeHeader(name) === squeezeHeader(header));
  return exact === -1 ? names.findIndex((name) => foldHeader(name) === foldHeader(header)) : exact;
}

/** The columns that `roster.columns` names: index → field. */
export function mappedColumns(
  { names, line }: { names: readonly string[]; line: number },
  settings: ColumnSettings,
  problems: Problems,
): Map<number, FieldName> {
  const mapped = new Map<number, FieldName>();
  for (const [key, header] of Object.entries(settings)) {
    const field = fieldOf(key);
    const index = indexOfHeader(names, header);
    if (field === null) {
      const expected = `expected one of ${FIELD_NAMES.join(', ')} as a key of the setting roster.columns`;
      problems.add(line, key, null, new Fault('unknown_field', expected));
    } else if (index === -1) {
      const expected = `expected this column, which the setting roster.columns names for ${field}`;
      const fault = new Fault('missing_column', `${expected}: the file has no such header`);
      problems.add(line, header, null, fault);
    } else if (mapped.has(index)) {
      const expected = 'expected one field for each column in the setting roster.columns';
      problems.add(line, header, null, new Fault('duplicate_column', expected));
    } else {
      mapped.set(index, field);
    }
  }
  return mapped;
}
