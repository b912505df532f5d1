import { hasStrayQuote } from './csv-quotes.ts';
import type { CsvRecord } from './csv-records.ts';
import type { Delimiter } from './delimiter.ts';
import { Fault } from './problem.ts';

const LINE_BREAK = new Fault(
  'line_break',
  'expected no line break inside a cell: take it out, or close the quote that opens before it',
);
const TAB = new Fault('tab_in_cell', 'expected no tab inside a cell: take it out');
const STRAY_QUOTE = new Fault(
  'stray_quote',
  'expected quotes only around a whole cell: double a quote inside it, and leave no space outside it',
);

/** An escape that keeps spreadsheets from taking a cell for a formula. */
const ESCAPED = /^'[=+\-@']/;

/** What a cell says, without the space around it and the mark before a formula. */
export function valueOf(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && ESCAPED.test(text) ? text.slice(1) : text;
}

/** What is wrong with a row of another length than the header. */
export function wrongCount(expectedCells: number, length: number): Fault {
  const expected = `expected ${String(expectedCells)} cells as in the header, found ${String(length)}`;
  const remedy =
    length > expectedCells
      ? 'put quotes around a cell that holds the delimiter'
      : 'write the delimiters of empty cells too';
  return new Fault('wrong_cell_count', `${expected}: ${remedy}`);
}

/** What is wrong with a cell, or with the whole record where no index is. */
export interface CellFault {
  index: number | null;
  met: string;
  fault: Fault;
}

/** The line breaks, tabs and stray quotes of a record. */
export function cellFaults({ cells, raw }: CsvRecord, delimiter: Delimiter): CellFault[] {
  const faults = cells.flatMap((cell, index): CellFault[] => {
    const fault = /[\n\r]/.test(cell) ? LINE_BREAK : cell.includes('\t') ? TAB : null;
    return fault === null ? [] : [{ index, met: cell, fault }];
  });
  if (cells.some((cell) => cell.includes('"')) && hasStrayQuote(raw, delimiter)) {
    faults.push({ index: null, met: raw.trim(), fault: STRAY_QUOTE });
  }
  return faults;
}
