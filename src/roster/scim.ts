import type { Warning } from '../errors.ts';
import { MISSING_EMAIL, readEmail } from './fields.ts';
import { asMet, faultOf } from './json-issues.ts';
import { Logins } from './logins.ts';
import type { Placed } from './ndjson.ts';
import { Fault, type Problems } from './problem.ts';
import { emptyRow, type FieldName, type Row, type RowSet } from './row.ts';
import { scimListSchema, scimUserSchema, type ScimUser } from './scim-schema.ts';

const AMBIGUOUS_EMAIL = new Fault(
  'ambiguous_email',
  'expected one address to be primary, or only one of the type "work": say which one counts',
);
const NAMELESS_GROUP = new Fault(
  'empty_name',
  'expected "display", the name of the group, in each of "groups"',
);

/** The users of one or more listings, in the order of the file. */
export interface ScimUsers {
  users: Placed[];
  /** Users that the listings say there are; `null` where there is no listing. */
  total: number | null;
}

/** Takes the users out of what a file holds: users, lists of them, or pages of a listing. */
export function usersIn(documents: readonly Placed[], lineOf: (path: string) => number): ScimUsers {
  const users: Placed[] = [];
  let total: number | null = null;
  const take = (value: unknown, line: number, path: string): void => {
    const list = scimListSchema.safeParse(value);
    if (!list.success) {
      users.push({ value, line });
      return;
    }
    total = Math.max(total ?? 0, list.data.totalResults ?? list.data.Resources.length);
    list.data.Resources.forEach((user, index) => {
      users.push({ value: user, line: Math.max(line, lineOf(`${path}Resources/${String(index)}`)) });
    });
  };
  for (const { value, line } of documents) {
    if (!Array.isArray(value)) take(value, line, '');
    else
      value.forEach((user: unknown, index) => {
        take(user, Math.max(line, lineOf(String(index))), `${String(index)}/`);
      });
  }
  return { users, total };
}

/** Reads users of SCIM 2.0 into rows; what is wrong with one of them goes to `problems`. */
export class ScimReader {
  readonly result: RowSet = { rows: [], met: 0, columns: new Map() };
  readonly #logins = new Logins();
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  warnings(): Warning[] {
    return this.#logins.warnings();
  }

  /** A listing without its last pages would take everybody on them off the team. */
  checkTotal({ users, total }: ScimUsers): void {
    if (total === null || users.length >= total) return;
    const expected = `expected all ${String(total)} users of the listing, found ${String(users.length)}: export every page`;
    this.#problems.add(1, 'totalResults', String(total), new Fault('incomplete_listing', expected));
  }

  take({ value, line }: Placed): void {
    this.result.met += 1;
    const read = scimUserSchema.safeParse(value, { reportInput: true });
    if (!read.success) {
      for (const issue of read.error.issues) {
        const column = issue.path.length === 0 ? null : issue.path.join('.');
        this.#problems.add(line, column, asMet(issue.input), faultOf(issue));
      }
      return;
    }
    const email = this.#emailOf(read.data, line);
    if (email !== null) this.result.rows.push(this.#rowOf(read.data, email, line));
  }

  /** The mail address that counts; `null`, with the reason told, where there is none. */
  #emailOf({ emails, userName }: ScimUser, line: number): string | null {
    const login = userName?.trim() ?? '';
    const listed = (emails ?? []).filter(({ value }) => (value?.trim() ?? '') !== '');
    const chosen = chooseEmail(listed);
    if (chosen === undefined && listed.length > 0) {
      this.#problems.add(line, 'emails', asMet(listed.map(({ value }) => value)), AMBIGUOUS_EMAIL);
      return null;
    }
    const text = chosen?.value?.trim() ?? login;
    const column = chosen === undefined ? 'userName' : 'emails';
    const email = text === '' ? MISSING_EMAIL : readEmail(text);
    if (email instanceof Fault) {
      this.#problems.add(line, column, text, email);
      return null;
    }
    if (!this.result.columns.has('email')) this.result.columns.set('email', column);
    this.#logins.compare(line, email, login);
    return email;
  }

  #rowOf({ name, active, externalId, groups }: ScimUser, email: string, line: number): Row {
    const row = emptyRow(line);
    row.email = email;
    row.givenName = this.#noted('givenName', 'name.givenName', name?.givenName);
    row.surname = this.#noted('surname', 'name.familyName', name?.familyName);
    row.externalId = this.#noted('externalId', 'externalId', externalId);
    row.status = this.#noted('status', 'active', active == null ? null : active ? 'active' : 'suspended');
    const names = groups?.map(({ display }) => display ?? '');
    if (names?.includes('') === true) this.#problems.add(line, 'groups', null, NAMELESS_GROUP);
    row.groups = this.#noted('groups', 'groups.display', names === undefined ? null : [...new Set(names)]);
    return row;
  }

  #noted<T>(field: FieldName, column: string, value: T | null | undefined): T | null {
    if (value == null) return null;
    this.result.columns.set(field, column);
    return value;
  }
}

type Listed = NonNullable<ScimUser['emails']>[number];

/** The only address, the primary one, or else the only one for work; `undefined` where no address stands out. */
function chooseEmail(listed: readonly Listed[]): Listed | undefined {
  const candidates = [
    listed,
    listed.filter(({ primary }) => primary === true),
    listed.filter(({ type }) => type?.toLowerCase() === 'work'),
  ];
  return candidates.find(({ length }) => length === 1)?.[0];
}
