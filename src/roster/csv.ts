import type { Warning } from '../errors.ts';
import { hasStrayQuote, LONGEST_RECORD, parseRecords, type CsvRecord } from './csv-records.ts';
import { detectDelimiter, firstLine, type Delimiter } from './delimiter.ts';
import { MISSING_EMAIL } from './fields.ts';
import { extendHead, fromStart, type Opened } from './head.ts';
import { hasEmail, readHeader, type ColumnSettings, type Header } from './header.ts';
import { Fault, type Problems } from './problem.ts';
import { emptyRow, SET_FIELD, type FieldName, type Row, type RowSet } from './row.ts';

/** What the settings say about CSV files. */
export interface CsvSettings {
  columns: ColumnSettings;
  delimiter: Delimiter | null;
}

interface Findings {
  problems: Problems;
  warnings: Warning[];
}

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

function valueOf(cell: string): string {
  const text = cell.trim();
  return ESCAPED.test(text) ? text.slice(1) : text;
}

function setCell(row: Row, field: FieldName, text: string): Fault | null {
  if (text !== '') return SET_FIELD[field](row, text);
  if (field === 'email') return MISSING_EMAIL;
  if (field === 'groups') row.groups = [];
  return null;
}

function wrongCount({ names }: Header, { length }: readonly string[]): Fault {
  const expected = `expected ${String(names.length)} cells as in the header, found ${String(length)}`;
  const remedy =
    length > names.length
      ? 'put quotes around a cell that holds the delimiter'
      : 'write the delimiters of empty cells too';
  return new Fault('wrong_cell_count', `${expected}: ${remedy}`);
}

/** Reads the records of one file, the first of which is the header. */
class Table {
  header: Header | null = null;
  readonly result: RowSet = { rows: [], met: 0, columns: new Map() };
  readonly #found: Findings;
  readonly #settings: ColumnSettings;
  readonly #delimiter: Delimiter;

  constructor(found: Findings, settings: ColumnSettings, delimiter: Delimiter) {
    this.#found = found;
    this.#settings = settings;
    this.#delimiter = delimiter;
  }

  take(record: CsvRecord): void {
    const { cells, line } = record;
    if (cells.every((cell) => cell.trim() === '')) return;
    const sound = !record.special || this.#checkCells(record);
    if (this.header === null) {
      this.#takeHeader(cells, line);
      return;
    }
    this.result.met += 1;
    if (cells.length !== this.header.names.length) {
      this.#found.problems.add(line, null, null, wrongCount(this.header, cells));
    } else if (sound) {
      this.#takeRow(this.header, cells, line);
    }
  }

  #takeHeader(cells: readonly string[], line: number): void {
    this.header = readHeader(cells, line, this.#settings, this.#found);
    this.header.fields.forEach((field, index) => {
      if (field !== null) this.result.columns.set(field, this.#nameAt(index));
    });
  }

  #nameAt(index: number): string {
    const name = this.header?.names[index] ?? '';
    return name === '' ? `column ${String(index + 1)}` : name;
  }

  /** Tells the quotes, line breaks and tabs that must not be; false where there is one. */
  #checkCells({ cells, line, raw }: CsvRecord): boolean {
    const { problems } = this.#found;
    let sound = true;
    cells.forEach((cell, index) => {
      const fault = /[\n\r]/.test(cell) ? LINE_BREAK : cell.includes('\t') ? TAB : null;
      if (fault === null) return;
      problems.add(line, this.#nameAt(index), cell, fault);
      sound = false;
    });
    if (cells.some((cell) => cell.includes('"')) && hasStrayQuote(raw, this.#delimiter)) {
      problems.add(line, null, raw.trim(), STRAY_QUOTE);
      sound = false;
    }
    return sound;
  }

  #takeRow({ fields }: Header, cells: readonly string[], line: number): void {
    const row = emptyRow(line);
    cells.forEach((cell, index) => {
      const field = fields[index];
      if (!field) return;
      const fault = setCell(row, field, valueOf(cell));
      if (fault !== null) this.#found.problems.add(line, this.#nameAt(index), cell, fault);
    });
    // A row with a problem says nothing in that cell, and its other cells are still compared with all rows.
    if (row.email !== '') this.result.rows.push(row);
  }
}

function ambiguous(): Fault {
  const expected = 'expected a header that only one of comma, semicolon and tab divides into columns';
  const remedy = `say which one it is: teamsync settings set 'roster.delimiter=";"'`;
  return new Fault('ambiguous_delimiter', `${expected}; ${remedy}`);
}

/** Reads a CSV roster into rows; every problem of header and rows goes to `found.problems`. */
export async function readCsv(
  text: Opened,
  settings: CsvSettings,
  found: Findings,
): Promise<RowSet & { delimiter: Delimiter | null }> {
  const opened = await extendHead(text, (head) => head.length > LONGEST_RECORD || firstLine(head) !== null);
  const line = firstLine(`${opened.head}\n`) ?? '';
  const delimiter = settings.delimiter ?? detectDelimiter(line, (names) => hasEmail(names, settings.columns));
  if (delimiter === null) {
    found.problems.add(1, null, line, ambiguous());
    return { rows: [], met: 0, columns: new Map(), delimiter };
  }
  const table = new Table(found, settings.columns, delimiter);
  await parseRecords(fromStart(opened), delimiter, found.problems, (record) => {
    table.take(record);
  });
  return { ...table.result, delimiter };
}
