import type { ChalkInstance } from 'chalk';
import { clean } from './clean.ts';
import { count, wrap } from './layout.ts';

/** How a roster is read, and what is wrong with it: the `data` of `roster check`. */
export interface RosterCheck {
  source: string;
  format: string;
  /** Whose export it is; `teamsync` for a roster of our own. */
  dialect: string;
  encoding: string | null;
  delimiter: string | null;
  /** Field → header. */
  columns: Readonly<Record<string, string>>;
  people: number;
  assigned: number;
  suspended: number;
  unassigned: number;
  problems: readonly RosterProblem[];
}

interface RosterProblem {
  line: number;
  column: string | null;
  value: string | null;
  code: string;
  message: string;
}

/** What differs between two rosters: the `data` of `roster diff`. */
export interface RosterDiff {
  joined: readonly string[];
  left: readonly string[];
  suspended: readonly string[];
  back: readonly string[];
  renamed: readonly { from: string; to: string }[];
  groups: readonly { group: string; added: readonly string[]; removed: readonly string[] }[];
}

/** How output looks. */
interface Looks {
  paint: ChalkInstance;
  width: number;
}

/** So many problems stand in the error already. */
const IN_THE_ERROR = 50;
const LABEL_WIDTH = 11;
const INDENT = 2;

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };
const DIALECTS: Readonly<Record<string, string>> = {
  teamsync: 'a roster of teamsync',
  okta: 'an export of Okta',
  google: 'an export of Google Workspace',
  entra: 'an export of Microsoft Entra',
  microsoft365: 'an export of Microsoft 365',
  bamboohr: 'an export of BambooHR',
  dropbox: 'an export of Dropbox',
  scim: 'users of SCIM',
};

/** How a roster is read, whom it names, and the problems that its error leaves out. */
export function renderRosterCheck(check: RosterCheck, { paint, width }: Looks): string {
  const { people, assigned, suspended, unassigned, problems } = check;
  const usable = problems.length === 0;
  const name = check.source === '-' ? 'Standard input' : clean(check.source);
  const counts = `${count(people, 'person', 'people')}: ${String(assigned)} assigned, ${String(suspended)} suspended, ${String(unassigned)} unassigned`;
  const verdict = usable ? paint.green('can be used') : paint.red('cannot be used');
  return [
    `${paint.bold(name)} ${verdict}`,
    field('People', usable ? counts : `${counts}, as far as it can be read`),
    field('Read as', readAs(check)),
    ...mapping(check.columns),
    ...problems.slice(IN_THE_ERROR).flatMap((problem) => wrap(problemLine(problem), width, INDENT)),
    '',
  ].join('\n');
}

/** Who comes, goes and changes between two rosters. */
export function renderRosterDiff(diff: RosterDiff, { paint }: Looks): string {
  const { joined, left, suspended, back, renamed, groups } = diff;
  const lines = [
    ...section(paint.green, '+', 'joined', joined),
    ...section(paint.red, '-', 'left', left),
    ...section(paint.yellow, '!', 'newly suspended', suspended),
    ...section(paint.green, '*', 'back from a suspension', back),
    ...section(
      paint.cyan,
      '~',
      'renamed',
      renamed.map(({ from, to }) => `${from} → ${to}`),
    ),
    ...groups.flatMap(({ group, added, removed }) => [
      paint.bold(`Group ${clean(group)}`),
      ...added.map((email) => paint.green(`  + ${clean(email)}`)),
      ...removed.map((email) => paint.red(`  - ${clean(email)}`)),
    ]),
  ];
  return lines.length === 0 ? 'Both rosters want the same.\n' : `${lines.join('\n')}\n`;
}

function readAs({ dialect, format, encoding, delimiter }: RosterCheck): string {
  const parts = [
    DIALECTS[dialect] ?? dialect,
    format,
    ...(encoding === null ? [] : [encoding]),
    ...(delimiter === null ? [] : [`divided by ${DELIMITERS[delimiter] ?? delimiter}`]),
  ];
  return parts.join(', ');
}

function mapping(columns: Readonly<Record<string, string>>): string[] {
  return Object.entries(columns).map(([name, header], index) =>
    field(index === 0 ? 'Columns' : '', `${name} from "${clean(header)}"`),
  );
}

function field(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${text}`;
}

function problemLine({ line, column, value, message }: RosterProblem): string {
  const where = column === null ? '' : ` ${column}`;
  const met = value === null ? '' : ` "${value}"`;
  return clean(`line ${String(line)}${where}${met}: ${message}`);
}

function section(colour: ChalkInstance, symbol: string, what: string, people: readonly string[]): string[] {
  if (people.length === 0) return [];
  return [
    colour.bold(`${count(people.length, 'person', 'people')} ${what}`),
    ...people.map((person) => colour(`  ${symbol} ${clean(person)}`)),
  ];
}
