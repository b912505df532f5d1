import { mappingCommand } from './column-settings.ts';
import { squeezeHeader } from './field-names.ts';
import { Fault, quoted } from './problem.ts';
import { CSV_HEADERS, type FieldName } from './row.ts';

/** What is wrong with one header. */
export interface HeaderFault {
  name: string;
  fault: Fault;
}

/** What is wrong with a header that objects of JavaScript carry themselves. */
export const FORBIDDEN_COLUMN = new Fault(
  'forbidden_column',
  'expected no column of this name: rename it or take it out',
);

/** What is wrong with a header that nearly is a spelling of this field. */
export function misspelt(spelling: string, field: FieldName): Fault {
  const other = `if it is another one, name the column of ${field}: ${mappingCommand(field)}`;
  return new Fault('misspelt_column', `is this ${spelling}? Then rename it; ${other}`);
}

/** What is wrong with headers none of which is the column of e-mail addresses. */
export function missingEmail(names: readonly string[]): Fault {
  const found = names.map(quoted).join(', ');
  const expected = `expected a column "${CSV_HEADERS.email}" in the header, found ${found}`;
  return new Fault('missing_column', `${expected}; name it: ${mappingCommand('email')}`);
}

/** What is wrong with several columns that could be one field; the same header twice is told elsewhere. */
export function severalColumns(field: FieldName, columns: readonly { name: string }[]): HeaderFault[] {
  const different = new Map(columns.map(({ name }) => [squeezeHeader(name), name]));
  const names = [...different.values()];
  const settle = names.map((name) => mappingCommand(field, name)).join(' or ');
  const expected = `expected one column of ${field}, but ${names.map(quoted).join(' and ')} both may be it: say which: ${settle}`;
  return names.slice(1).map((name) => ({ name, fault: new Fault('ambiguous_column', expected) }));
}

/** What is wrong with headers that are there twice; several columns may have none. */
export function repeatedHeaders(names: readonly string[]): HeaderFault[] {
  const first = new Map<string, number>();
  return names.flatMap((name, index) => {
    const earlier = first.get(squeezeHeader(name));
    first.set(squeezeHeader(name), earlier ?? index);
    if (earlier === undefined || name === '') return [];
    const places = `columns ${String(earlier + 1)} and ${String(index + 1)}`;
    const expected = `expected each column once, but ${places} are the same: take one out`;
    return [{ name, fault: new Fault('duplicate_column', expected) }];
  });
}
