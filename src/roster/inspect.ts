import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

import type { Warning } from '../errors.ts';
import type { Settings } from '../settings/schema.ts';
import type { Person } from '../team.ts';
import { assignPeople } from './assign.ts';
import { openRoster, readChunks } from './bytes.ts';
import { FOREVER, type Patience } from './patience.ts';
import { checkExternalIds, checkNotEmpty, checkRenames, checkSomebodyAssigned } from './check.ts';
import { readContents, type Contents } from './contents.ts';
import type { Delimiter } from './delimiter.ts';
import { TEAMSYNC, type DialectName } from './dialects.ts';
import { ENCODING_HEAD, forcedEncoding, type Encoding } from './encoding.ts';
import { declaredFormat, type Format } from './format.ts';
import { Memberships } from './groups.ts';
import { openBytes } from './head.ts';
import { mergeRows } from './merge.ts';
import { Fault, Problems, type Findings } from './problem.ts';
import { UndecodableError } from './undecodable.ts';

export interface ReadOptions {
  /** What `--format` says; the extension, then the content decide without it. */
  format?: string | undefined;
  stdin: Readable;
  /** With standard input; without it a pipe that never ends is waited for. */
  patience?: Patience;
  cwd: string;
  settings: Settings['roster'];
}

/** Everything that was found out about a roster, whether it can be used or not. */
export interface Inspection {
  source: string;
  format: Format;
  dialect: DialectName;
  /** `null` for a workbook, which is no text. */
  encoding: Encoding | null;
  /** `null` for everything but CSV. */
  delimiter: Delimiter | null;
  /** Field name → header or key that it was read from. */
  columns: Record<string, string>;
  sha256: string;
  /** As far as they could be read, in file order. */
  people: Person[];
  problems: Problems;
  warnings: Warning[];
}

function toPeople(contents: Contents, settings: Settings['roster'], found: Findings): Person[] {
  const { problems, warnings } = found;
  const isTable = contents.format === 'csv' || contents.format === 'xlsx';
  const code = isTable ? 'contradictory_rows' : 'duplicate_person';
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

/** Bytes that are no text say more about the whole file than about its lines: that is told alone. */
function undecodable(error: UndecodableError, format: Format): { contents: Contents; found: Findings } {
  const problems = new Problems();
  problems.add(error.line, null, null, new Fault(error.code, error.message));
  const nothing = { rows: [], met: 0, columns: new Map(), groups: [], assignedGroups: [] };
  const contents = { ...nothing, format, dialect: TEAMSYNC, encoding: null, delimiter: null };
  return { contents, found: { problems, warnings: [] } };
}

/**
 * Reads a roster from a path, or from standard input for `-`, and tells everything about it. Throws an
 * `InvalidInputError` only where there is nothing to tell: no such file, an unknown format or encoding.
 */
export async function inspectRoster(source: string, options: ReadOptions): Promise<Inspection> {
  const { settings } = options;
  const forced = forcedEncoding(settings.encoding);
  const declared = declaredFormat(source, options.format);
  const hash = createHash('sha256');
  const patience = source === '-' ? (options.patience ?? FOREVER) : FOREVER;
  const stream = await openRoster(source, options);
  const found: Findings = { problems: new Problems(), warnings: [] };
  let outcome: { contents: Contents; found: Findings };
  try {
    const bytes = await openBytes(readChunks(stream, hash, source, patience), ENCODING_HEAD);
    outcome = { contents: await readContents(bytes, declared, settings, found, forced), found };
  } catch (error) {
    if (!(error instanceof UndecodableError)) throw error;
    outcome = undecodable(error, declared?.format ?? 'csv');
  } finally {
    stream.destroy();
  }
  const { contents } = outcome;
  const people = toPeople(contents, settings, outcome.found);
  const { format, encoding, delimiter, dialect } = contents;
  return {
    source,
    format,
    dialect: dialect.name,
    encoding,
    delimiter,
    columns: Object.fromEntries(contents.columns),
    sha256: hash.digest('hex'),
    people,
    ...outcome.found,
  };
}
