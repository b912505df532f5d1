import { cellFaults, valueOf, wrongCount } from './cells.ts';
import type { CsvRecord } from './csv-records.ts';
import type { ColumnSettings } from './column-settings.ts';
import type { Delimiter } from './delimiter.ts';
import { MISSING_EMAIL, readEmail } from './fields.ts';
import { readHeader, type Header } from './header.ts';
import { Logins } from './logins.ts';
import { Fault, type Findings } from './problem.ts';
import { emptyRow, settersFor, type FieldName, type Row, type RowSet, type Setters } from './row.ts';

/** Reads the records of one table, the first of which is the header. */
export class Table {
  header: Header | null = null;
  readonly result: RowSet = { rows: [], met: 0, columns: new Map() };
  readonly #found: Findings;
  readonly #settings: ColumnSettings;
  readonly #delimiter: Delimiter;
  readonly #logins = new Logins();
  #setters: Setters = settersFor(new Map());
  #emailColumn = '';

  constructor(found: Findings, settings: ColumnSettings, delimiter: Delimiter) {
    this.#found = found;
    this.#settings = settings;
    this.#delimiter = delimiter;
  }

  take(record: CsvRecord): void {
    const { cells, line } = record;
    if (cells.every((cell) => cell.trim() === '')) return;
    const sound = !record.special || this.#checkCells(record);
    if (this.header === null) {
      this.#takeHeader(cells, line);
      return;
    }
    this.result.met += 1;
    if (cells.length !== this.header.names.length) {
      this.#found.problems.add(line, null, null, wrongCount(this.header.names.length, cells.length));
    } else if (sound) {
      this.#takeRow(this.header, cells, line);
    }
  }

  #takeHeader(cells: readonly string[], line: number): void {
    this.header = readHeader(cells, line, this.#settings, this.#found);
    this.#setters = settersFor(this.header.dialect.words);
    this.header.fields.forEach((field, index) => {
      if (field !== null) this.result.columns.set(field, this.#nameAt(index));
      if (field === 'email') this.#emailColumn = this.#nameAt(index);
    });
    const { newEmail } = this.header;
    if (newEmail !== null) this.result.columns.set('previousEmail', this.#nameAt(newEmail));
  }

  /** Tells what only all rows together show. */
  end(): void {
    this.#found.warnings.push(...this.#logins.warnings());
  }

  #nameAt(index: number): string {
    const name = this.header?.names[index] ?? '';
    return name === '' ? `column ${String(index + 1)}` : name;
  }

  /** Tells the quotes, line breaks and tabs that must not be; false where there is one. */
  #checkCells(record: CsvRecord): boolean {
    const faults = cellFaults(record, this.#delimiter);
    for (const { index, met, fault } of faults) {
      const column = index === null ? null : this.#nameAt(index);
      this.#found.problems.add(record.line, column, met, fault);
    }
    return faults.length === 0;
  }

  #takeRow({ fields, login, newEmail }: Header, cells: readonly string[], line: number): void {
    const row = emptyRow(line);
    const beside = { login: '', newEmail: '', wrongEmail: false };
    // A function for each row would take a fifth of the time in which a roster is read.
    let index = -1;
    for (const cell of cells) {
      index += 1;
      const field = fields[index];
      if (field) {
        const fault = this.#setCell(row, field, valueOf(cell), login !== null);
        if (fault === null) continue;
        if (field === 'email') beside.wrongEmail = true;
        this.#found.problems.add(line, this.#nameAt(index), cell, fault);
      } else if (index === login) {
        beside.login = valueOf(cell);
      } else if (index === newEmail) {
        beside.newEmail = valueOf(cell);
      }
    }
    if (login !== null && !beside.wrongEmail) this.#takeLogin(row, beside.login);
    if (newEmail !== null) this.#takeNewEmail(row, newEmail, beside.newEmail);
    // A row with a problem says nothing in that cell, and its other cells are still compared with all rows.
    if (row.email !== '') this.result.rows.push(row);
  }

  #setCell(row: Row, field: FieldName, text: string, hasLogin: boolean): Fault | null {
    if (text !== '') return this.#setters[field](row, text);
    // Where there is a login too, it may stand in for the address.
    if (field === 'email' && !hasLogin) return MISSING_EMAIL;
    if (field === 'groups') row.groups = [];
    return null;
  }

  #takeLogin(row: Row, login: string): void {
    if (row.email !== '') {
      this.#logins.compare(row.line, row.email, login);
      return;
    }
    const email = readEmail(login);
    if (email instanceof Fault) {
      this.#found.problems.add(row.line, this.#emailColumn, '', MISSING_EMAIL);
      return;
    }
    row.email = email;
    this.#logins.lend(row.line, email);
  }

  #takeNewEmail(row: Row, index: number, text: string): void {
    if (text === '' || row.email === '') return;
    const email = readEmail(text);
    if (email instanceof Fault) {
      this.#found.problems.add(row.line, this.#nameAt(index), text, email);
      return;
    }
    row.previousEmail = row.email;
    row.email = email;
  }
}
