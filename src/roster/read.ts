import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';

import type { InvalidInputError, Warning } from '../errors.ts';
import type { Settings } from '../settings/schema.ts';
import type { Roster } from '../team.ts';
import { assignPeople } from './assign.ts';
import { openRoster, readText } from './bytes.ts';
import { checkExternalIds, checkNotEmpty, checkRenames, checkSomebodyAssigned } from './check.ts';
import { readCsv } from './csv.ts';
import { UndecodableError } from './decode.ts';
import type { Delimiter } from './delimiter.ts';
import { declaredFormat, requireUtf8, sniffedFormat, type Format } from './format.ts';
import { checkGroups, findCycles, Memberships, type GroupDefinition } from './groups.ts';
import { extendHead, fromStart, type Opened } from './head.ts';
import { readJson } from './json.ts';
import { mergeRows } from './merge.ts';
import { Fault, Problems, rosterError } from './problem.ts';
import type { RowSet } from './row.ts';

export interface ReadOptions {
  /** What `--format` says; the extension, then the content decide without it. */
  format?: string | undefined;
  stdin: Readable;
  cwd: string;
  settings: Settings['roster'];
}

/** A roster with what was found out while reading it. */
export interface RosterReading {
  roster: Roster;
  warnings: Warning[];
  encoding: 'utf-8';
  /** `null` for JSON. */
  delimiter: Delimiter | null;
}

interface Findings {
  problems: Problems;
  warnings: Warning[];
}

/** What a file of either format gives. */
interface Contents extends RowSet {
  format: Format;
  delimiter: Delimiter | null;
  groups: GroupDefinition[];
  assignedGroups: string[];
}

/** Blank beginnings longer than this are not looked through for a bracket. */
const LONGEST_BLANK = 64 * 1024;

async function readContents(
  text: Opened,
  format: Format,
  settings: Settings['roster'],
  found: Findings,
): Promise<Contents> {
  if (format === 'csv') {
    const csv = await readCsv(text, settings, found);
    return { ...csv, format, groups: [], assignedGroups: [] };
  }
  const pieces: string[] = [];
  for await (const piece of fromStart(text)) pieces.push(piece);
  const json = readJson(pieces.join(''), found.problems);
  checkGroups(json.groups, json.emails, found.problems);
  found.warnings.push(...findCycles(json.groups));
  return { ...json, format, delimiter: null };
}

/** Bytes that are no text say more about the whole file than about its lines: that is told alone. */
function undecodable(source: string, error: UndecodableError): InvalidInputError {
  const problems = new Problems();
  problems.add(error.line, null, null, new Fault(error.code, error.message));
  return rosterError(source, problems);
}

interface Input {
  stream: Readable;
  /** Gets every byte that is read. */
  hash: Hash;
  source: string;
  declared: Format | null;
}

async function readInput(
  { stream, hash, source, declared }: Input,
  settings: Settings['roster'],
  found: Findings,
): Promise<Contents> {
  try {
    const text = { head: '', rest: readText(stream, hash, source) };
    const opened = await extendHead(text, (head) => head.length > LONGEST_BLANK || /\S/.test(head));
    return await readContents(opened, declared ?? sniffedFormat(opened.head), settings, found);
  } catch (error) {
    throw error instanceof UndecodableError ? undecodable(source, error) : error;
  } finally {
    stream.destroy();
  }
}

function toPeople(contents: Contents, settings: Settings['roster'], found: Findings): Roster['people'] {
  const { problems, warnings } = found;
  const code = contents.format === 'csv' ? 'contradictory_rows' : 'duplicate_person';
  const rows = mergeRows(contents.rows, { code, columns: contents.columns }, problems);
  checkNotEmpty(contents.met, problems);
  checkExternalIds(rows, contents.columns, problems);
  checkRenames(rows, contents.columns, problems);
  const assignedGroups = new Set([
    ...settings.assignedGroups,
    ...contents.assignedGroups,
    ...contents.groups.filter(({ assigned }) => assigned).map(({ name }) => name),
  ]);
  const assigned = assignPeople(rows, new Memberships(contents.groups), assignedGroups);
  warnings.push(...assigned.warnings);
  checkSomebodyAssigned(assigned.people, assignedGroups, problems);
  return assigned.people;
}

/**
 * Reads a roster from a path, or from standard input for `-`, and gives the people it names. A roster with anything
 * wrong in it is an `InvalidInputError` that tells every problem at once.
 */
export async function readRoster(source: string, options: ReadOptions): Promise<RosterReading> {
  requireUtf8(options.settings.encoding);
  const declared = declaredFormat(source, options.format);
  const found: Findings = { problems: new Problems(), warnings: [] };
  const hash = createHash('sha256');
  const input: Input = { stream: await openRoster(source, options), hash, source, declared };
  const contents = await readInput(input, options.settings, found);
  const people = toPeople(contents, options.settings, found);
  if (found.problems.any) throw rosterError(source, found.problems);
  const { format, delimiter } = contents;
  const columns = Object.fromEntries(contents.columns);
  const roster = { source, format, sha256: hash.digest('hex'), people, columns };
  return { roster, warnings: found.warnings, encoding: 'utf-8', delimiter };
}
