import { visit } from 'jsonc-parser';

import { Fault, type Problems } from './problem.ts';

/** Where one object of the file stands. */
export interface ObjectLines {
  line: number;
  /** Line of each known key, in the order of the list of known keys; 0 where it is missing. */
  keys: number[];
}

/** Where everything stands that a roster is made of. */
export interface JsonLines {
  root: ObjectLines;
  /** By index in `people`. */
  people: ObjectLines[];
  /** By index in `groups`. */
  groups: ObjectLines[];
}

export type Section = 'root' | 'people' | 'groups';

/** The keys that the objects of each section may have. */
export type KnownKeys = Readonly<Record<Section, readonly string[]>>;

/** Deeper than any roster, and far from what would exhaust the stack of a recursive reader. */
const DEEPEST = 32;

/** Whether brackets nest deeper than a roster ever does: such a text is not handed to a recursive reader. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return false;
}

/** The line of the first character that no JSON has there. */
export function firstErrorLine(text: string): number {
  let first = 1;
  const onError = (_error: number, _offset: number, _length: number, line: number): void => {
    first = line + 1;
    throw new SyntaxError('the first error is enough');
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch {
    // `visit` cannot be told to stop in any other way, and its recovery has no bound.
  }
  return first;
}

type Kind = 'document' | 'root' | 'people' | 'person' | 'groups' | 'group' | 'other';

interface Frame {
  readonly kind: Kind;
  readonly lines: ObjectLines;
}

const DOCUMENT: Frame = { kind: 'document', lines: { line: 1, keys: [] } };

function kindOfObject(outer: Kind): Kind {
  if (outer === 'document') return 'root';
  if (outer === 'people') return 'person';
  return outer === 'groups' ? 'group' : 'other';
}

function kindOfArray(outer: Kind, key: string): Kind {
  if (outer === 'document') return 'people';
  return outer === 'root' && (key === 'people' || key === 'groups') ? key : 'other';
}

const SECTION_OF: ReadonlyMap<Kind, Section> = new Map<Kind, Section>([
  ['root', 'root'],
  ['person', 'people'],
  ['group', 'groups'],
]);

/** Follows one valid JSON text and notes lines, duplicate keys and unknown keys. */
class Scanner {
  readonly lines: JsonLines = { root: DOCUMENT.lines, people: [], groups: [] };
  readonly #frames: Frame[] = [];
  /** The key whose value comes next. */
  #key = '';
  readonly #known: KnownKeys;
  readonly #problems: Problems;
  readonly #unknown: (key: string, section: Section) => Fault;

  constructor(known: KnownKeys, problems: Problems, unknown: (key: string, section: Section) => Fault) {
    this.#known = known;
    this.#problems = problems;
    this.#unknown = unknown;
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? DOCUMENT;
  }

  openObject(line: number): void {
    const kind = kindOfObject(this.#top.kind);
    const section = SECTION_OF.get(kind);
    const lines = { line, keys: section === undefined ? [] : this.#known[section].map(() => 0) };
    if (kind === 'root') this.lines.root = lines;
    this.#note(lines);
    this.#frames.push({ kind, lines });
  }

  openArray(line: number): void {
    const kind = kindOfArray(this.#top.kind, this.#key);
    // Of a key that is there twice the last one counts, as in JSON.parse.
    if (kind === 'people') this.lines.people = [];
    if (kind === 'groups') this.lines.groups = [];
    const lines = { line, keys: [] };
    this.#note(lines);
    this.#frames.push({ kind, lines });
  }

  literal(line: number): void {
    this.#note({ line, keys: [] });
  }

  close(): void {
    this.#frames.pop();
  }

  key(key: string, line: number): void {
    this.#key = key;
    const { kind, lines } = this.#top;
    const section = SECTION_OF.get(kind);
    if (section === undefined) return;
    const index = this.#known[section].indexOf(key);
    if (index === -1) {
      this.#problems.add(line, key, null, this.#unknown(key, section));
      return;
    }
    const earlier = lines.keys[index];
    lines.keys[index] = line;
    if (earlier === 0) return;
    const expected = `expected each key once, but it stands on line ${String(earlier)} already: take one out`;
    this.#problems.add(line, key, null, new Fault('duplicate_key', expected));
  }

  /** Every element counts, whatever it is, so that indices stay those of JSON.parse. */
  #note(lines: ObjectLines): void {
    const { kind } = this.#top;
    if (kind === 'people' || kind === 'groups') this.lines[kind].push(lines);
  }
}

/** Finds the line of every person, group and known key; unknown and duplicate keys go to `problems`. */
export function scanJson(
  text: string,
  known: KnownKeys,
  problems: Problems,
  unknown: (key: string, section: Section) => Fault,
): JsonLines {
  const scanner = new Scanner(known, problems, unknown);
  const close = (): void => {
    scanner.close();
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line) => {
      scanner.openObject(line + 1);
    },
    onArrayBegin: (_offset, _length, line) => {
      scanner.openArray(line + 1);
    },
    onLiteralValue: (_value, _offset, _length, line) => {
      scanner.literal(line + 1);
    },
    onObjectProperty: (key, _offset, _length, line) => {
      scanner.key(key, line + 1);
    },
    onObjectEnd: close,
    onArrayEnd: close,
  });
  return scanner.lines;
}
