import { InvalidInputError } from '../errors.ts';
import type { LivePerson } from './live.ts';
import { quoted } from './problem.ts';
import { CSV_HEADERS, type FieldName } from './row.ts';

/** The fields that an exported roster has, in their order. */
const EXPORTED = [
  'email',
  'givenName',
  'surname',
  'externalId',
  'status',
  'role',
  'groups',
] as const satisfies FieldName[];

/** What a spreadsheet takes for a formula; the reader takes the mark before it off again. */
const FORMULA = /^[=+\-@']/;
const NEEDS_QUOTES = /["\r\n,;]/;
const GROUP_SEPARATOR = ';';
const BYTE_ORDER_MARK = '\ufeff';

/** The roster as CSV. Excel reads UTF-8 only behind a byte order mark. Throws where a name cannot be written as CSV. */
export function rosterCsv(people: readonly LivePerson[], { excel }: { excel: boolean }): string {
  const fields = EXPORTED.filter(
    (field) => field !== 'groups' || people.some(({ groups }) => groups !== null),
  );
  const rows = [
    fields.map((field): string => CSV_HEADERS[field]),
    ...people.map((person) => fields.map((field) => cellOf(person, field))),
  ];
  const lines = rows.map((row) => `${row.map(written).join(',')}\n`);
  return `${excel ? BYTE_ORDER_MARK : ''}${lines.join('')}`;
}

/** The roster as JSON has it; what it does not say is left out. */
export function rosterDocument(people: readonly LivePerson[]): { version: 1; people: object[] } {
  return {
    version: 1,
    people: people.map((person) =>
      Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null)),
    ),
  };
}

function cellOf(person: LivePerson, field: (typeof EXPORTED)[number]): string {
  if (field !== 'groups') return person[field] ?? '';
  const groups = person.groups ?? [];
  const divided = groups.find((name) => name.includes(GROUP_SEPARATOR));
  if (divided === undefined) return groups.join(GROUP_SEPARATOR);
  throw new InvalidInputError(
    'group_not_writable',
    `The group ${quoted(divided)} has a ${GROUP_SEPARATOR} in its name, which divides groups in CSV.`,
    { hint: 'Export it as JSON: --format json', details: { group: divided } },
  );
}

function written(text: string): string {
  const marked = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}
