import { visit } from 'jsonc-parser';

import type { Warning } from '../errors.ts';
import { firstErrorLine, isTooDeep } from './json-scan.ts';
import { SYNTAX, TOO_DEEP } from './json.ts';
import { isNdjson, parseLines, type Placed } from './ndjson.ts';
import type { Problems } from './problem.ts';
import type { RowSet } from './row.ts';
import { ScimReader, usersIn } from './scim.ts';

/** The root, a page in it, its list and the users in that: nothing deeper is looked for. */
const DEEPEST_USER = 4;

/** The line of every object near the root, by its path such as `Resources/0`. */
function linesIn(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let depth = 0;
  const close = (): void => {
    depth -= 1;
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line, _character, path) => {
      depth += 1;
      if (depth <= DEEPEST_USER) lines.set(path().join('/'), line + 1);
    },
    onArrayBegin: () => {
      depth += 1;
    },
    onObjectEnd: close,
    onArrayEnd: close,
  });
  return lines;
}

function documentsIn(text: string, problems: Problems): Placed[] {
  if (text.trim() === '') return [];
  if (isTooDeep(text)) {
    problems.add(1, null, null, TOO_DEEP);
    return [];
  }
  try {
    return [{ value: JSON.parse(text) as unknown, line: 1 }];
  } catch {
    problems.add(firstErrorLine(text), null, null, SYNTAX);
    return [];
  }
}

/** Reads a file of SCIM users: a listing, several pages of one, a list of users, or one user or page a line. */
export function readScimFile(text: string, found: { problems: Problems; warnings: Warning[] }): RowSet {
  const byLine = isNdjson(text);
  const documents = byLine ? parseLines(text, found.problems) : documentsIn(text, found.problems);
  return readScimUsers(documents, byLine || documents.length === 0 ? new Map() : linesIn(text), found);
}

/** Reads SCIM users out of JSON values. */
export function readScimUsers(
  documents: readonly Placed[],
  lines: ReadonlyMap<string, number>,
  found: { problems: Problems; warnings: Warning[] },
): RowSet {
  const reader = new ScimReader(found.problems);
  const listed = usersIn(documents, (path) => lines.get(path) ?? 1);
  reader.checkTotal(listed);
  for (const user of listed.users) reader.take(user);
  found.warnings.push(...reader.warnings());
  return reader.result;
}
