import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { CsvError, Parser } from 'csv-parse';

import type { Delimiter } from './delimiter.ts';
import { Fault, type Problems } from './problem.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  cells: string[];
  /** The line on which it starts. */
  line: number;
  /** Whether a cell holds a quote, a line break or a tab, and so has to be looked at. */
  special: boolean;
  /** The record as it stands in the file. */
  raw: string;
}

/** Some thousands of groups fit into a row; what is longer comes from a quote that was never closed. */
export const LONGEST_RECORD = 128 * 1024;

const SPECIAL = /["\n\r\t]/;
const LINE_BREAK = /\r\n|\n|\r/g;

function countBreaks(text: string): number {
  return text.match(LINE_BREAK)?.length ?? 0;
}

/** What csv-parse hands out with `raw`. */
interface Parsed {
  record: string[];
  raw: string;
}

/** csv-parse, which hands each record to `take` at once instead of queueing it: an error then loses none. */
class RecordParser extends Parser {
  /** The line on which the next record starts. */
  line = 1;
  readonly #take: (record: CsvRecord) => void;

  constructor(delimiter: Delimiter, take: (record: CsvRecord) => void) {
    super({
      delimiter,
      raw: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      // Blank lines stay records of one empty cell, so that counting records counts lines.
      skip_empty_lines: false,
      // Rows of another length and stray quotes are told by us, line by line, instead of ending the parsing.
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LONGEST_RECORD,
    });
    this.#take = take;
  }

  override push(parsed: Parsed | null): boolean {
    if (parsed === null) return super.push(null);
    const cells = parsed.record;
    // A line break is in a cell only behind a quote, so most records are seen to be plain at a glance.
    const { raw } = parsed;
    const special = (raw.includes('"') || raw.includes('\t')) && cells.some((cell) => SPECIAL.test(cell));
    const { line } = this;
    this.line += 1;
    if (special) for (const cell of cells) this.line += countBreaks(cell);
    this.#take({ cells, line, special, raw });
    return true;
  }
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

function faultOf(error: CsvError, line: number): { line: number; fault: Fault } {
  const raw = String(error['raw']);
  const open = openQuote(raw);
  if (open === -1) {
    const expected = `expected a row of at most ${String(LONGEST_RECORD)} bytes`;
    return { line, fault: new Fault('row_too_long', `${expected}; the lines after it were not checked`) };
  }
  const remedy = 'expected a closing quote for the one that opens here; the lines after it were not checked';
  return { line: line + countBreaks(raw.slice(0, open)), fault: new Fault('unclosed_quote', remedy) };
}

/** Parses CSV as it arrives and hands each record to `take`; a quote that never closes becomes a problem. */
export async function parseRecords(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  problems: Problems,
  take: (record: CsvRecord) => void,
): Promise<void> {
  const parser = new RecordParser(delimiter, take);
  parser.resume();
  try {
    await pipeline(Readable.from(text), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { line, fault } = faultOf(error, parser.line);
    problems.add(line, null, null, fault);
  }
}
