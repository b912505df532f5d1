import { extname } from 'node:path';

import { InvalidInputError } from '../errors.ts';
import type { Roster } from '../team.ts';
import { visible } from './clean.ts';

export type Format = Roster['format'];

const BY_EXTENSION: ReadonlyMap<string, Format> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.json', 'json'],
]);

const UNSUPPORTED = new Set(['ndjson', 'jsonl', 'scim', 'xlsx', 'xls', 'xlsm', 'ods', 'numbers']);

function refuse(format: string): InvalidInputError {
  return new InvalidInputError(
    'unsupported_format',
    `This version of teamsync reads CSV and JSON rosters, not ${visible(format)}.`,
    { hint: 'Export the roster as CSV (UTF-8) or JSON.', details: { format, supported: ['csv', 'json'] } },
  );
}

/** The format that `--format` or the extension decides; `null` leaves it to the content. */
export function declaredFormat(source: string, option: string | undefined): Format | null {
  if (option === 'csv' || option === 'json') return option;
  if (option !== undefined) throw refuse(option);
  const extension = extname(source).toLowerCase();
  if (UNSUPPORTED.has(extension.slice(1))) throw refuse(extension.slice(1));
  return BY_EXTENSION.get(extension) ?? null;
}

/** The format that the content has: JSON starts with a bracket, everything else is CSV. */
export function sniffedFormat(head: string): Format {
  return /^\s*[[{]/.test(head) ? 'json' : 'csv';
}

/** Refuses an encoding that this version does not read. */
export function requireUtf8(encoding: string | null): void {
  if (encoding === null || /^utf-?8$/i.test(encoding)) return;
  throw new InvalidInputError(
    'unsupported_encoding',
    `roster.encoding is "${visible(encoding)}", but this version of teamsync reads UTF-8 only.`,
    {
      hint: 'Save the roster as UTF-8, then run: teamsync settings unset roster.encoding',
      details: { encoding },
    },
  );
}
