import { hasEmail, type ColumnSettings } from './column-settings.ts';
import { LONGEST_RECORD } from './csv-quotes.ts';
import { parseRecords } from './csv-records.ts';
import { detectDelimiter, firstLine, type Delimiter } from './delimiter.ts';
import { TEAMSYNC, type Dialect } from './dialects.ts';
import { extendHead, fromStart, type Opened } from './head.ts';
import { Fault, type Findings } from './problem.ts';
import type { RowSet } from './row.ts';
import { Table } from './table.ts';

/** What the settings say about CSV files. */
export interface CsvSettings {
  columns: ColumnSettings;
  delimiter: Delimiter | null;
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
): Promise<RowSet & { delimiter: Delimiter | null; dialect: Dialect }> {
  const opened = await extendHead(text, (head) => head.length > LONGEST_RECORD || firstLine(head) !== null);
  const line = firstLine(`${opened.head}\n`) ?? '';
  const delimiter = settings.delimiter ?? detectDelimiter(line, (names) => hasEmail(names, settings.columns));
  if (delimiter === null) {
    found.problems.add(1, null, line, ambiguous());
    return { rows: [], met: 0, columns: new Map(), delimiter, dialect: TEAMSYNC };
  }
  const table = new Table(found, settings.columns, delimiter);
  await parseRecords(fromStart(opened), delimiter, found.problems, (record) => {
    table.take(record);
  });
  table.end();
  return { ...table.result, delimiter, dialect: table.header?.dialect ?? TEAMSYNC };
}
