import { clean } from './clean.ts';

/** What a spreadsheet takes for a formula, and the mark that is put before it. */
const FORMULA = /^[=+\-@']/;
/** What makes a cell need quotes (RFC 4180). */
const SPECIAL = /["\r\n,]/;

/** Cells as lines of CSV, one for each row; no cell becomes a formula, and the reader of rosters takes the mark off again. */
export function renderCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function cell(text: string): string {
  const safe = clean(text);
  const marked = FORMULA.test(safe) ? `'${safe}` : safe;
  return SPECIAL.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}
