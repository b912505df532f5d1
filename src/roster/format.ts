import { extname } from 'node:path';

import { InvalidInputError } from '../errors.ts';
import type { Roster } from '../team.ts';
import { visible } from './clean.ts';
import { isNdjson } from './ndjson.ts';

export type Format = Roster['format'];

/** Every format that is read, as `--format` names it. */
const FORMATS = ['csv', 'json', 'ndjson', 'scim', 'xlsx'] as const satisfies readonly Format[];

const BY_EXTENSION: ReadonlyMap<string, Format> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.scim', 'scim'],
  ['.xlsx', 'xlsx'],
]);

const UNSUPPORTED = new Set(['xls', 'xlsm', 'xlsb', 'ods', 'numbers']);

function refuse(format: string): InvalidInputError {
  return new InvalidInputError(
    'unsupported_format',
    `teamsync reads rosters as ${FORMATS.join(', ')}, not as ${visible(format)}.`,
    { hint: 'Export the roster as CSV (UTF-8) or JSON.', details: { format, supported: FORMATS } },
  );
}

/** What decided on a format before the content was looked at. */
export interface Declared {
  format: Format;
  /** Whether somebody said so for this file; an extension leaves open which kind of JSON it is. */
  firm: boolean;
}

/** The format that `--format` or the extension decides; `null` leaves it to the content. */
export function declaredFormat(source: string, option: string | undefined): Declared | null {
  const named = FORMATS.find((format) => format === option);
  if (named !== undefined) return { format: named, firm: true };
  if (option !== undefined) throw refuse(option);
  const extension = extname(source).toLowerCase();
  if (UNSUPPORTED.has(extension.slice(1))) throw refuse(extension.slice(1));
  const format = BY_EXTENSION.get(extension);
  return format === undefined ? null : { format, firm: false };
}

/** The format that the beginning of a text has: JSON starts with a bracket, everything else is CSV. */
export function sniffedFormat(head: string): 'json' | 'csv' {
  return /^\s*[[{]/.test(head) ? 'json' : 'csv';
}

/** As much as has to be seen of a text to tell the kinds of JSON apart. */
const TELLING_LENGTH = 4096;
const SCIM_KEYS = /"(?:schemas|Resources|totalResults|userName)"\s*:/;
const OWN_KEYS = /"people"\s*:/;

/** Whether a JSON text holds users of SCIM and not people of ours. */
export function holdsScim(text: string): boolean {
  const head = text.slice(0, TELLING_LENGTH);
  return SCIM_KEYS.test(head) && !OWN_KEYS.test(head);
}

/** Which kind of JSON a text is. */
export function jsonFormat(text: string): 'json' | 'ndjson' | 'scim' {
  if (isNdjson(text)) return 'ndjson';
  return holdsScim(text) ? 'scim' : 'json';
}
