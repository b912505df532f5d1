import type { ColumnSettings } from './column-settings.ts';
import { TEAMSYNC, type Dialect } from './dialects.ts';
import { Fault, quoted, type Findings } from './problem.ts';
import type { RowSet } from './row.ts';
import { Table } from './table.ts';
import { isOldOffice, isZip, unpackedSize } from './zip.ts';

/** A hundred thousand people unpack to a tenth of it; what is larger was made to fill the memory. */
const LARGEST_UNPACKED = 512 * 1024 * 1024;

const NO_WORKBOOK = new Fault(
  'invalid_workbook',
  'expected a workbook as Excel saves it (.xlsx): save it again, or as CSV UTF-8',
);
const OLD_WORKBOOK = new Fault(
  'old_workbook',
  'expected a workbook of Excel 2007 or later without a password: save it as .xlsx, or as CSV UTF-8',
);
const TOO_LARGE = new Fault(
  'workbook_too_large',
  'expected a workbook that unpacks to at most 512 MiB: save it as CSV UTF-8',
);

interface Sheet {
  sheet: string;
  data: readonly (readonly unknown[])[];
}

function asText(cell: unknown): string {
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (!(cell instanceof Date) || Number.isNaN(cell.getTime())) return '';
  return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
}

const SPECIAL = /[\n\r\t]/;

/** A row as a line of a table has it: as long as the header, unless there is more in it. */
function cellsOf(row: readonly unknown[], width: number): string[] {
  const cells = row.map(asText);
  while (cells.length > width && cells.at(-1)?.trim() === '') cells.pop();
  while (cells.length < width) cells.push('');
  return cells;
}

function readSheet({ data }: Sheet, settings: ColumnSettings, found: Findings): Table {
  const table = new Table(found, settings, ',');
  data.forEach((row, index) => {
    const cells = cellsOf(row, table.header?.names.length ?? 0);
    table.take({ cells, line: index + 1, special: cells.some((cell) => SPECIAL.test(cell)), raw: '' });
  });
  table.end();
  return table;
}

/** The only sheet with anything in it: which of several is the roster is for people to say. */
function theSheet(sheets: readonly Sheet[]): Sheet | Fault | null {
  const filled = sheets.filter(({ data }) => data.some((row) => row.some((cell) => asText(cell) !== '')));
  if (filled.length < 2) return filled[0] ?? null;
  const names = filled.map(({ sheet }) => quoted(sheet)).join(', ');
  const expected = `expected one sheet with something in it, found ${names}: leave only the roster`;
  return new Fault('several_sheets', expected);
}

async function sheetsOf(bytes: Buffer): Promise<Sheet[] | Fault> {
  if (isOldOffice(bytes)) return OLD_WORKBOOK;
  if (!isZip(bytes)) return NO_WORKBOOK;
  const size = unpackedSize(bytes);
  if (size === null) return NO_WORKBOOK;
  if (size > LARGEST_UNPACKED) return TOO_LARGE;
  // Only workbooks need the reader of workbooks.
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    return await readWorkbook(bytes, { trim: false });
  } catch (error) {
    return new Fault(NO_WORKBOOK.code, `${NO_WORKBOOK.message} (${quoted(String(error))})`);
  }
}

/** Reads the one filled sheet of a workbook like the lines of a CSV roster; its row numbers are the lines. */
export async function readXlsx(
  bytes: Buffer,
  settings: ColumnSettings,
  found: Findings,
): Promise<RowSet & { dialect: Dialect }> {
  const nothing = { rows: [], met: 0, columns: new Map(), dialect: TEAMSYNC };
  const sheets = bytes.length === 0 ? [] : await sheetsOf(bytes);
  const sheet = sheets instanceof Fault ? sheets : theSheet(sheets);
  if (sheet === null) return nothing;
  if (sheet instanceof Fault) {
    found.problems.add(1, null, null, sheet);
    return nothing;
  }
  const table = readSheet(sheet, settings, found);
  return { ...table.result, dialect: table.header?.dialect ?? TEAMSYNC };
}
