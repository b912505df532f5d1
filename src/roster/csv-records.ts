import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { CsvError, Parser, type Options } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';

import { blocksOf, type Block } from './csv-blocks.ts';
import type { Delimiter } from './delimiter.ts';
import { countBreaks, faultOf, LINE_BREAK, LONGEST_RECORD } from './csv-quotes.ts';
import type { Problems } from './problem.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  cells: string[];
  /** The line on which it starts. */
  line: number;
  /** Whether a cell holds a quote, a line break or a tab, and so has to be looked at. */
  special: boolean;
  /** The record as it stands in the file; empty where it was not needed, which is never where it is special. */
  raw: string;
}

const SPECIAL = /["\n\r\t]/;
/** UTF-8 takes three bytes at most for what is one unit of UTF-16. */
const BYTES_PER_UNIT = 3;

/** What csv-parse hands out with `raw`. */
interface Parsed {
  record: string[];
  raw: string;
}

function optionsFor(delimiter: Delimiter): Options {
  return {
    delimiter,
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Blank lines stay records of one empty cell, so that counting records counts lines.
    skip_empty_lines: false,
    // Rows of another length and stray quotes are told by us, line by line, instead of ending the parsing.
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
  };
}

/** csv-parse, which hands each record to `take` at once instead of queueing it: an error then loses none. */
class RecordParser extends Parser {
  readonly #take: (parsed: Parsed) => void;

  constructor(delimiter: Delimiter, take: (parsed: Parsed) => void) {
    super(optionsFor(delimiter));
    this.#take = take;
  }

  override push(parsed: Parsed | null): boolean {
    if (parsed === null) return super.push(null);
    this.#take(parsed);
    return true;
  }
}

/** Counts lines while it hands records on. */
class Lines {
  /** The line on which the next record starts. */
  next = 1;
  readonly #take: (record: CsvRecord) => void;

  constructor(take: (record: CsvRecord) => void) {
    this.#take = take;
  }

  take({ record: cells, raw }: Parsed): void {
    // A line break is in a cell only behind a quote, so most records are seen to be plain at a glance.
    const special = (raw.includes('"') || raw.includes('\t')) && isSpecial(cells);
    const line = this.next;
    this.next += 1;
    if (special) for (const cell of cells) this.next += countBreaks(cell);
    this.#take({ cells, line, special, raw });
  }
}

/** The records of some whole lines; null where a quote is still open at their end, or a row is very long: what follows will tell. */
function recordsIn(block: string, delimiter: Delimiter): Parsed[] | null {
  if (!block.includes('"')) return withoutQuotes(block, delimiter);
  try {
    const options = optionsFor(delimiter);
    const records = parseWhole(block, { ...options, raw: false });
    if (!records.some(isSpecial)) return records.map((record) => ({ record, raw: '' }));
    return parseWhole(block, options) as unknown as Parsed[];
  } catch {
    return null;
  }
}

/** A cell of the record holds what only its raw text explains, which csv-parse keeps for a third of its time. */
function isSpecial(cells: readonly string[]): boolean {
  return cells.some((cell) => SPECIAL.test(cell));
}

/** Without a quote there is nothing to know but where to divide, and csv-parse takes ten times as long to find out. */
function withoutQuotes(block: string, delimiter: Delimiter): Parsed[] | null {
  const lines = block.includes('\r') ? block.split(LINE_BREAK) : block.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.some((line) => line.length > LONGEST_RECORD / BYTES_PER_UNIT)) return null;
  return lines.map((raw) => ({ record: raw.split(delimiter), raw }));
}

/** Parses CSV as it arrives and hands each record to `take`; a quote that never closes becomes a problem. */
export async function parseRecords(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  problems: Problems,
  take: (record: CsvRecord) => void,
): Promise<void> {
  const lines = new Lines(take);
  const blocks = blocksOf(text);
  for (let next = await blocks.next(); next.done !== true; next = await blocks.next()) {
    const { text: block, whole } = next.value;
    const records = whole ? recordsIn(block, delimiter) : null;
    if (records === null) return parseRest(block, blocks, delimiter, problems, lines);
    for (const record of records) lines.take(record);
  }
}

/** The same for what can only be told with what comes after it. */
async function parseRest(
  first: string,
  blocks: AsyncIterable<Block>,
  delimiter: Delimiter,
  problems: Problems,
  lines: Lines,
): Promise<void> {
  const parser = new RecordParser(delimiter, (parsed) => {
    lines.take(parsed);
  });
  parser.resume();
  try {
    await pipeline(Readable.from(joined(first, blocks)), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { line, fault } = faultOf(error, lines.next);
    problems.add(line, null, null, fault);
  }
}

async function* joined(first: string, blocks: AsyncIterable<Block>): AsyncGenerator<string, void> {
  yield first;
  for await (const { text } of blocks) yield text;
}
