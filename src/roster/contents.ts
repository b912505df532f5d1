import type { Settings } from '../settings/schema.ts';
import { readCsv } from './csv.ts';
import { damageWarnings } from './damage.ts';
import type { Delimiter } from './delimiter.ts';
import { SCIM, TEAMSYNC, type Dialect } from './dialects.ts';
import { decodingFor, type Encoding } from './encoding.ts';
import { holdsScim, jsonFormat, sniffedFormat, type Declared, type Format } from './format.ts';
import { checkGroups, findCycles, type GroupDefinition } from './groups.ts';
import { allBytes, decodeText, extendHead, fromStart, type Opened, type OpenedBytes } from './head.ts';
import { readJson } from './json.ts';
import { asList, parseLines } from './ndjson.ts';
import type { Findings } from './problem.ts';
import type { RowSet } from './row.ts';
import { readScimFile, readScimUsers } from './scim-file.ts';
import { readXlsx } from './xlsx.ts';
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
type Parts = Omit<Contents, 'encoding'>;

/** Blank beginnings longer than this are not looked through for a bracket. */
const LONGEST_BLANK = 64 * 1024;

const NO_GROUPS = { groups: [], assignedGroups: [], delimiter: null };

async function wholeText(text: Opened): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of fromStart(text)) pieces.push(piece);
  return pieces.join('');
}

function readOwnJson(text: string, format: Format, found: Findings): Parts {
  const json = readJson(text, found.problems);
  checkGroups(json.groups, json.emails, found.problems);
  found.warnings.push(...findCycles(json.groups));
  return { ...json, format, dialect: TEAMSYNC, delimiter: null };
}

function readNdjson(text: string, found: Findings): Parts {
  const lines = parseLines(text, found.problems);
  const format = 'ndjson';
  if (!holdsScim(text)) return readOwnJson(lines.length === 0 ? '' : asList(lines), format, found);
  return { ...NO_GROUPS, ...readScimUsers(lines, new Map(), found), format, dialect: SCIM };
}

/** The format of a text, which only `--format` fixes beyond what the text itself shows. */
function formatOf(declared: Declared | null, text: string): 'json' | 'ndjson' | 'scim' {
  const format = declared?.format;
  const open = format === undefined || (format === 'json' && declared?.firm === false);
  if (open) return jsonFormat(text);
  return format === 'ndjson' || format === 'scim' ? format : 'json';
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
  const whole = await wholeText(text);
  const format = formatOf(declared, whole);
  if (format === 'ndjson') return readNdjson(whole, found);
  if (format === 'json') return readOwnJson(whole, format, found);
  return { ...NO_GROUPS, ...readScimFile(whole, found), format, dialect: SCIM };
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
