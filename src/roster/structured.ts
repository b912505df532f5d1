import { NO_GROUPS, type Parts } from './contents.ts';
import { SCIM, TEAMSYNC } from './dialects.ts';
import { holdsScim, jsonFormat, type Declared, type Format } from './format.ts';
import { checkGroups, findCycles } from './groups.ts';
import { readJson } from './json.ts';
import { asList, parseLines } from './ndjson.ts';
import type { Findings } from './problem.ts';
import { readScimFile, readScimUsers } from './scim-file.ts';

/** Reads a text that is JSON of one kind or another. */
export function readStructured(text: string, declared: Declared | null, found: Findings): Parts {
  const format = formatOf(declared, text);
  if (format === 'ndjson') return readNdjson(text, found);
  if (format === 'json') return readOwnJson(text, format, found);
  return { ...NO_GROUPS, ...readScimFile(text, found), format, dialect: SCIM };
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
