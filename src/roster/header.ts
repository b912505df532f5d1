import { mappedColumns, mappedEmail, type ColumnSettings } from './column-settings.ts';
import type { ColumnKind, Dialect } from './dialects.ts';
import { isForbidden, type Vocabulary } from './field-names.ts';
import {
  FORBIDDEN_COLUMN,
  misspelt,
  missingEmail,
  repeatedHeaders,
  severalColumns,
} from './header-faults.ts';
import { quoted, type Fault, type Findings } from './problem.ts';
import { recogniseDialect, vocabularyOf } from './recognise.ts';
import { CSV_HEADERS, type FieldName } from './row.ts';

/** The header of a table, read. */
export interface Header {
  line: number;
  /** By cell: the header as written. */
  names: string[];
  dialect: Dialect;
  /** By cell: the field it holds, `null` for a column that is not read. */
  fields: (FieldName | null)[];
  /** The cell of the name that a person signs in with beside a mail address, `null` without one. */
  login: number | null;
  /** The cell of the address that a person is about to get, `null` without one. */
  newEmail: number | null;
}

interface Column {
  index: number;
  name: string;
  rank: number;
}

/** Columns of one kind. */
type Columns = readonly [Column, ...Column[]];

const isField = (kind: ColumnKind): kind is FieldName => kind !== 'login' && kind !== 'newEmail';

/** The field whose column the settings can name to settle which one is meant. */
const fieldFor = (kind: ColumnKind): FieldName => (isField(kind) ? kind : 'email');

/** Reads one header line. */
class HeaderReader {
  readonly #header: Header;
  readonly #vocabulary: Vocabulary;
  readonly #mapped: Map<number, FieldName>;
  readonly #settled: ReadonlySet<FieldName>;
  readonly #found: Findings;
  readonly #columns = new Map<ColumnKind, Columns>();
  readonly #ignored: string[] = [];

  constructor(header: Header, settings: ColumnSettings, found: Findings) {
    this.#header = header;
    this.#vocabulary = vocabularyOf(header.dialect);
    this.#mapped = mappedColumns(header, settings, found.problems);
    this.#settled = new Set(this.#mapped.values());
    this.#found = found;
  }

  read(): void {
    this.#header.names.forEach((name, index) => {
      this.#sort(name, index);
    });
    // An address to sign in with is the e-mail where there is no other.
    if (!this.#columns.has('email') && !this.#settled.has('email')) this.#rename('login', 'email');
    for (const [kind, columns] of this.#columns) this.#choose(kind, columns);
    for (const { name, fault } of repeatedHeaders(this.#header.names)) this.#problem(name, fault);
    if (this.#ignored.length === 0) return;
    const message = `These columns are not read: ${this.#ignored.join(', ')}.`;
    this.#found.warnings.push({ code: 'ignored_column', message });
  }

  /** Says of one column what it may hold. */
  #sort(name: string, index: number): void {
    if (isForbidden(name)) {
      this.#problem(name, FORBIDDEN_COLUMN);
      return;
    }
    const mapped = this.#mapped.get(index);
    if (mapped !== undefined) {
      this.#header.fields[index] = mapped;
      return;
    }
    const known = this.#vocabulary.find(name);
    if (known !== null && !this.#settled.has(fieldFor(known.kind))) {
      const column = { index, name, rank: known.rank };
      const earlier = this.#columns.get(known.kind);
      this.#columns.set(known.kind, earlier === undefined ? [column] : [...earlier, column]);
    } else if (known !== null || this.#isAnother(name)) {
      this.#ignored.push(quoted(name));
    }
  }

  #isAnother(name: string): boolean {
    const near = this.#vocabulary.misspelt(name);
    // Whoever names a field's column in the settings has decided that no other column is meant.
    if (near === null || this.#settled.has(fieldFor(near.kind))) return true;
    this.#problem(name, misspelt(near.spelling, fieldFor(near.kind)));
    return false;
  }

  #rename(from: ColumnKind, to: ColumnKind): void {
    const columns = this.#columns.get(from);
    if (columns === undefined) return;
    this.#columns.delete(from);
    this.#columns.set(to, columns);
  }

  #choose(kind: ColumnKind, columns: Columns): void {
    const first = columns.reduce((best, column) => (column.rank < best.rank ? column : best));
    const equal = columns.filter(({ rank }) => rank === first.rank);
    const others = columns.filter(({ rank }) => rank > first.rank);
    this.#ignored.push(...others.map(({ name }) => quoted(name)));
    for (const { name, fault } of severalColumns(fieldFor(kind), equal)) this.#problem(name, fault);
    if (kind === 'login') this.#header.login = first.index;
    else if (kind === 'newEmail') this.#header.newEmail = first.index;
    else this.#header.fields[first.index] = kind;
  }

  #problem(name: string, fault: Fault): void {
    this.#found.problems.add(this.#header.line, name, null, fault);
  }
}

/** Reads the header line: whose export it is, which column holds which field, and everything that is wrong with it. */
export function readHeader(
  cells: readonly string[],
  line: number,
  settings: ColumnSettings,
  found: Findings,
): Header {
  const names = cells.map((cell) => cell.trim());
  const header: Header = {
    line,
    names,
    dialect: recogniseDialect(names),
    fields: names.map(() => null),
    login: null,
    newEmail: null,
  };
  new HeaderReader(header, settings, found).read();
  // Where the settings name a column for it that is not there, that has been said already.
  if (!header.fields.includes('email') && mappedEmail(settings) === null) {
    found.problems.add(line, CSV_HEADERS.email, null, missingEmail(names));
  }
  return header;
}
