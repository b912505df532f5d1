import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';

import { fieldOf } from './field-names.ts';
import type { GroupDefinition } from './groups.ts';
import {
  firstErrorLine,
  isTooDeep,
  scanJson,
  type JsonLines,
  type ObjectLines,
  type Section,
} from './json-scan.ts';
import { asMet, faultOf } from './json-issues.ts';
import { groupSchema, KNOWN_KEYS, personSchema, rootParts } from './json-schema.ts';
import { cut, Fault, type Problems } from './problem.ts';
import { FIELD_NAMES, type FieldName, type Row, type RowSet } from './row.ts';

/** What a JSON roster holds. */
export interface JsonRoster extends RowSet {
  /** Everybody in `people`, those whose other values are wrong included. */
  emails: Set<string>;
  groups: GroupDefinition[];
  assignedGroups: string[];
}

function emptyRoster(): JsonRoster {
  return { rows: [], met: 0, columns: new Map(), emails: new Set(), groups: [], assignedGroups: [] };
}

const EMAIL_ALONE = personSchema.pick({ email: true });

/** What is wrong with a text that is no JSON. */
export const SYNTAX = new Fault(
  'invalid_json',
  'expected JSON, without comments and trailing commas: correct it here',
);
/** What is wrong with a text that no recursive reader may see. */
export const TOO_DEEP = new Fault('too_deep', 'expected a roster: nothing in one nests this deep');
const NO_ROSTER = new Fault(
  'wrong_type',
  'expected a list of people, or { "version": 1, "people": [] } around it',
);

function unknownKey(key: string, section: Section): Fault {
  const known = KNOWN_KEYS[section];
  const nearest = (section === 'people' ? fieldOf(key) : null) ?? closest(cut(key), known);
  const all = known.join(', ');
  return new Fault(
    'unknown_key',
    `unknown key; the nearest known one is "${nearest}" (of ${all}): rename it`,
  );
}

/** The roster under construction: one method for each part of the file. */
class JsonReader {
  readonly result = emptyRoster();
  readonly #lines: JsonLines;
  readonly #problems: Problems;

  constructor(lines: JsonLines, problems: Problems) {
    this.#lines = lines;
    this.#problems = problems;
  }

  readRoot(root: object): void {
    const parts = new Map<string, unknown>(Object.entries(root));
    const place = { lines: this.#lines.root, known: KNOWN_KEYS.root };
    const part = <S extends z.ZodType>(key: string, schema: S): z.output<S> | null =>
      this.#check(schema, parts.get(key), { ...place, within: [key] });
    part('version', rootParts.version);
    this.result.assignedGroups = part('assignedGroups', rootParts.assignedGroups) ?? [];
    this.#readGroups(part('groups', rootParts.groups) ?? []);
    this.readPeople(part('people', rootParts.people) ?? []);
  }

  readPeople(people: readonly unknown[]): void {
    const known = KNOWN_KEYS.people;
    const unseen = new Set<FieldName>(FIELD_NAMES);
    this.#lines.people.forEach((lines, index) => {
      const value = people[index];
      this.result.met += 1;
      for (const field of unseen) {
        if (!lines.keys[known.indexOf(field)]) continue;
        unseen.delete(field);
        this.result.columns.set(field, field);
      }
      const person = this.#check(personSchema, value, { lines, known, within: [] });
      if (person !== null) this.result.rows.push(toRow(person, lines.line));
      const email = person?.email ?? EMAIL_ALONE.safeParse(value).data?.email;
      if (email !== undefined) this.result.emails.add(email);
    });
  }

  #readGroups(groups: readonly unknown[]): void {
    const known = KNOWN_KEYS.groups;
    this.#lines.groups.forEach((lines, index) => {
      const group = this.#check(groupSchema, groups[index], { lines, known, within: [] });
      if (group === null) return;
      this.result.groups.push({
        name: group.name,
        assigned: group.assigned ?? false,
        members: group.members ?? [],
        children: group.groups ?? [],
        lines: {
          name: lineOf('name', lines, known),
          members: lineOf('members', lines, known),
          groups: lineOf('groups', lines, known),
        },
      });
    });
  }

  /** The value as the schema makes it; `null`, with every problem told, where it does not fit. */
  #check<S extends z.ZodType>(
    schema: S,
    value: unknown,
    place: { lines: ObjectLines; known: readonly string[]; within: string[] },
  ): z.output<S> | null {
    const read = schema.safeParse(value, { reportInput: true });
    if (read.success) return read.data;
    for (const issue of read.error.issues) {
      const key = [...place.within, ...issue.path][0];
      const column = key === undefined ? null : String(key);
      const line = column === null ? place.lines.line : lineOf(column, place.lines, place.known);
      this.#problems.add(line, column, asMet(issue.input), faultOf(issue));
    }
    return null;
  }
}

/** The line of a key; of the object itself where the key is missing. */
function lineOf(key: string, lines: ObjectLines, known: readonly string[]): number {
  return lines.keys.find((line, index) => line > 0 && known[index] === key) ?? lines.line;
}

function toRow(person: z.output<typeof personSchema>, line: number): Row {
  return {
    line,
    email: person.email,
    givenName: person.givenName ?? null,
    surname: person.surname ?? null,
    externalId: person.externalId ?? null,
    status: person.status ?? null,
    assigned: person.assigned ?? null,
    groups: person.groups ? [...new Set(person.groups)] : null,
    transferTo: person.transferTo ?? null,
    previousEmail: person.previousEmail ?? null,
    role: person.role ?? null,
    priority: person.priority ?? null,
  };
}

function parse(text: string, problems: Problems): unknown {
  try {
    return JSON.parse(text);
  } catch {
    problems.add(firstErrorLine(text), null, null, SYNTAX);
    return undefined;
  }
}

/** Reads a JSON roster into rows and groups; every problem of the file goes to `problems`. */
export function readJson(text: string, problems: Problems): JsonRoster {
  if (text.trim() === '') return emptyRoster();
  if (isTooDeep(text)) {
    problems.add(1, null, null, TOO_DEEP);
    return emptyRoster();
  }
  const root = parse(text, problems);
  if (root === undefined) return emptyRoster();
  if (typeof root !== 'object' || root === null) {
    problems.add(1, null, asMet(root), NO_ROSTER);
    return emptyRoster();
  }
  const reader = new JsonReader(scanJson(text, KNOWN_KEYS, problems, unknownKey), problems);
  if (Array.isArray(root)) reader.readPeople(root);
  else reader.readRoot(root);
  return reader.result;
}
