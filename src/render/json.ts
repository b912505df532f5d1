import type { TeamsyncError, Warning } from '../errors.ts';
import { jsonPieces } from '../json-pieces.ts';

const SCHEMA_VERSION = 1;
const INDENT = 2;

export interface Envelope {
  command: string;
  exitCode: number;
  data: object;
  warnings: readonly Warning[];
  error: TeamsyncError | null;
}

/** The one JSON document that `--json` writes, whatever happened, in pieces: for a large team it is longer than a text may be. */
export function renderEnvelope(envelope: Envelope): Iterable<string> {
  return piecesOf(documentOf(envelope), INDENT);
}

/** The same on one line, where many of them follow one another. */
export function renderEnvelopeLine(envelope: Envelope): Iterable<string> {
  return piecesOf(documentOf(envelope), 0);
}

function documentOf({ command, exitCode, data, warnings, error }: Envelope): object {
  return {
    schemaVersion: SCHEMA_VERSION,
    command,
    ok: error === null,
    exitCode,
    data,
    warnings,
    error:
      error === null
        ? null
        : { code: error.code, message: error.message, hint: error.hint, details: error.details },
  };
}

/** Data as JSON for people and programs alike, ending in a line break; nothing in it can steer a terminal. */
export function renderDocument(data: object): string {
  return [...piecesOf(data, INDENT)].join('');
}

function* piecesOf(data: object, indent: number): Generator<string> {
  for (const piece of jsonPieces(data, { indent })) yield piece.replace(UNSAFE, escaped);
  yield '\n';
}

/** What could steer a terminal and JSON leaves as it is; line breaks between the lines of the document are ours. */
const UNSAFE = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu;

/** The same character as JSON escapes it: four hexadecimal digits for each code unit. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
