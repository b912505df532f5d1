import type { Settings } from '../settings/schema.ts';
import { readCsv } from './csv.ts';
import { damageWarnings } from './damage.ts';
import type { Delimiter } from './delimiter.ts';
import type { Dialect } from './dialects.ts';
import { decodingFor, type Encoding } from './encoding.ts';
import { sniffedFormat, type Declared, type Format } from './format.ts';
import type { GroupDefinition } from './groups.ts';
import { allBytes, decodeText, extendHead, fromStart, type Opened, type OpenedBytes } from './head.ts';
import type { Findings } from './problem.ts';
import type { RowSet } from './row.ts';
import { isZip } from './zip.ts';

/** What a file of any format gives. */
export interface Contents extends RowSet {
  format: Format;
  dialect: Dialect;
  /** `null` for a workbook, which is no text. */
  encoding: Encoding | null;
  /** `null` for everything but CSV. */
  delimiter: Delimiter | null;
  groups: GroupDefinition[];
  assignedGroups: string[];
}

type RosterSettings = Settings['roster'];
/** The same, but for how the text was decoded. */
export type Parts = Omit<Contents, 'encoding'>;

/** Blank beginnings longer than this are not looked through for a bracket. */
const LONGEST_BLANK = 64 * 1024;

/** What a file that knows no groups gives of them. */
export const NO_GROUPS = { groups: [], assignedGroups: [], delimiter: null };

async function wholeText(text: Opened): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of fromStart(text)) pieces.push(piece);
  return pieces.join('');
}

async function readTextContents(
  text: Opened,
  declared: Declared | null,
  settings: RosterSettings,
  found: Findings,
): Promise<Parts> {
  if ((declared?.format ?? sniffedFormat(text.head)) === 'csv') {
    const csv = await readCsv(text, settings, found);
    found.warnings.push(...damageWarnings(csv.rows, csv.columns));
    return { ...NO_GROUPS, ...csv, format: 'csv' };
  }
  // Most rosters are CSV, and what reads the other formats takes a while to load.
  const { readStructured } = await import('./structured.ts');
  return readStructured(await wholeText(text), declared, found);
}

const GUESSED_ENCODING = {
  code: 'encoding_detected',
  message:
    'The file is no UTF-8 and was read as Windows-1252. If a name looks wrong, save it as UTF-8 or set roster.encoding.',
};

/** Reads bytes in the format that is declared, or that they show. */
export async function readContents(
  bytes: OpenedBytes,
  declared: Declared | null,
  settings: RosterSettings,
  found: Findings,
  forced: Encoding | null,
): Promise<Contents> {
  if (declared?.format === 'xlsx' || (declared === null && isZip(bytes.head))) {
    const { readXlsx } = await import('./xlsx.ts');
    const sheet = await readXlsx(await allBytes(bytes), settings.columns, found);
    found.warnings.push(...damageWarnings(sheet.rows, sheet.columns));
    return { ...NO_GROUPS, ...sheet, format: 'xlsx', encoding: null };
  }
  const { decoder, encoding } = decodingFor(bytes.head, forced);
  const text = { head: '', rest: decodeText(bytes, decoder) };
  const opened = await extendHead(text, (head) => head.length > LONGEST_BLANK || /\S/.test(head));
  const parts = await readTextContents(opened, declared, settings, found);
  if (forced === null && encoding() === 'windows-1252') found.warnings.push(GUESSED_ENCODING);
  return { ...parts, encoding: encoding() };
}
