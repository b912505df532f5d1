import type { CsvError } from 'csv-parse';

import type { Delimiter } from './delimiter.ts';
import { Fault } from './problem.ts';

/** Some thousands of groups fit into a row; what is longer comes from a quote that was never closed. */
export const LONGEST_RECORD = 128 * 1024;

export const LINE_BREAK = /\r\n|\n|\r/g;

/** How many lines of a text end in it. */
export function countBreaks(text: string): number {
  return text.match(LINE_BREAK)?.length ?? 0;
}

/** Whether every quote of a record encloses a cell or is doubled inside one. */
export function hasStrayQuote(raw: string, delimiter: Delimiter): boolean {
  const cell = new RegExp(`(?:"[^"]*(?:""[^"]*)*"|[^"${delimiter}]*)(${delimiter}|[\\r\\n]*$)`, 'y');
  for (;;) {
    const met = cell.exec(raw);
    if (met === null) return true;
    if (met[1] !== delimiter) return false;
  }
}

/** Where the quote that is still open at the end of the text opened; -1 where none is. */
function openQuote(text: string): number {
  let open = -1;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) open = open === -1 ? at : -1;
  return open;
}

/** What ended the parsing, and on which line it stands, for a record that begins on `line`. */
export function faultOf(error: CsvError, line: number): { line: number; fault: Fault } {
  const raw = String(error['raw']);
  const open = openQuote(raw);
  if (open === -1) {
    const expected = `expected a row of at most ${String(LONGEST_RECORD)} bytes`;
    return { line, fault: new Fault('row_too_long', `${expected}; the lines after it were not checked`) };
  }
  const remedy = 'expected a closing quote for the one that opens here; the lines after it were not checked';
  return { line: line + countBreaks(raw.slice(0, open)), fault: new Fault('unclosed_quote', remedy) };
}
