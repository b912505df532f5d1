import {
  readAssigned,
  readEmail,
  readExternalId,
  readGroups,
  readName,
  readPlain,
  readPriority,
  readStatus,
  type Status,
} from './fields.ts';
import { Fault } from './problem.ts';

/** The fields of a roster under their JSON names, each with its CSV header. */
export const CSV_HEADERS = {
  email: 'email',
  givenName: 'first_name',
  surname: 'last_name',
  externalId: 'external_id',
  status: 'status',
  assigned: 'assigned',
  groups: 'groups',
  transferTo: 'transfer_to',
  previousEmail: 'previous_email',
  role: 'role',
  priority: 'priority',
} as const;

export type FieldName = keyof typeof CSV_HEADERS;

export const FIELD_NAMES: readonly FieldName[] = [
  'email',
  'givenName',
  'surname',
  'externalId',
  'status',
  'assigned',
  'groups',
  'transferTo',
  'previousEmail',
  'role',
  'priority',
];

/** One row or one person of a file, every value checked; `null` where it says nothing. */
export interface Row {
  line: number;
  email: string;
  givenName: string | null;
  surname: string | null;
  externalId: string | null;
  status: Status | null;
  assigned: boolean | null;
  groups: string[] | null;
  transferTo: string | null;
  previousEmail: string | null;
  role: string | null;
  priority: number | null;
}

/** The rows that a file gave, before rows of one person are brought together. */
export interface RowSet {
  rows: Row[];
  /** People met, those whose values were wrong included. */
  met: number;
  /** Field → header or key that it was read from, in the order of the file. */
  columns: Map<FieldName, string>;
}

/** A row that says nothing yet. */
export function emptyRow(line: number): Row {
  return {
    line,
    email: '',
    givenName: null,
    surname: null,
    externalId: null,
    status: null,
    assigned: null,
    groups: null,
    transferTo: null,
    previousEmail: null,
    role: null,
    priority: null,
  };
}

type Setter = (row: Row, text: string) => Fault | null;

function setter<K extends FieldName>(field: K, read: (text: string) => Row[K] | Fault): Setter {
  return (row, text) => {
    const value = read(text);
    if (value instanceof Fault) return value;
    row[field] = value;
    return null;
  };
}

/** For each field: reads a non-empty text into the row, or says what is wrong with it. */
export type Setters = Readonly<Record<FieldName, Setter>>;

/** The setters for files that know these status words beside ours. */
export function settersFor(words: ReadonlyMap<string, Status>): Setters {
  return words.size === 0
    ? SET_FIELD
    : { ...SET_FIELD, status: setter('status', (text) => readStatus(text, words)) };
}

const SET_FIELD: Setters = {
  email: setter('email', readEmail),
  givenName: setter('givenName', readName),
  surname: setter('surname', readName),
  externalId: setter('externalId', readExternalId),
  status: setter('status', readStatus),
  assigned: setter('assigned', readAssigned),
  groups: setter('groups', readGroups),
  transferTo: setter('transferTo', readEmail),
  previousEmail: setter('previousEmail', readEmail),
  role: setter('role', readPlain),
  priority: setter('priority', readPriority),
};
