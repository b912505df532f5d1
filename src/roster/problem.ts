import { InvalidInputError, type Warning } from '../errors.ts';
import { visible } from './clean.ts';

/** One thing that is wrong with a roster, with the place where it stands. */
export interface Problem {
  /** 1-based. */
  line: number;
  /** The header or key as written; `null` where the whole line is meant. */
  column: string | null;
  /** The value as met, cut to `LONGEST_VALUE`; `null` where there is none. */
  value: string | null;
  code: string;
  /** What was expected and what to do. */
  message: string;
}

/** What is wrong with one value, before anybody knows where it stands. */
export class Fault {
  readonly code: string;
  readonly message: string;

  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

const LONGEST_VALUE = 120;
const LISTED_PROBLEMS = 50;

/** The text cut to 120 characters, never through the middle of one. */
export function cut(text: string): string {
  // Two code units a character are the most there can be, so no long text is taken apart as a whole.
  return Array.from(text.slice(0, 2 * LONGEST_VALUE))
    .slice(0, LONGEST_VALUE)
    .join('');
}

/** A text from the file as messages show it: cut, made visible, in quotes. */
export function quoted(text: string): string {
  return `"${visible(cut(text))}"`;
}

/** Collects every problem of one roster, so that all of them are told at once. */
export class Problems {
  readonly #list: Problem[] = [];

  get any(): boolean {
    return this.#list.length > 0;
  }

  add(line: number, column: string | null, value: string | null, fault: Fault): void {
    this.#list.push({
      line,
      column: column === null ? null : cut(column),
      value: value === null ? null : cut(value),
      code: fault.code,
      message: fault.message,
    });
  }

  /** All problems, by line. */
  sorted(): Problem[] {
    return this.#list.toSorted((a, b) => a.line - b.line);
  }
}

/** What is found out about a roster while it is read. */
export interface Findings {
  problems: Problems;
  warnings: Warning[];
}

/** How messages call the roster: its path, or standard input. */
export function nameOf(source: string): string {
  return source === '-' ? 'standard input' : visible(source);
}

function describe(name: string, { line, column, value, message }: Problem): string {
  const where = column === null ? '' : ` ${visible(column)}`;
  const met = value === null ? '' : ` ${quoted(value)}`;
  return `  ${name}:${String(line)}${where}${met}: ${message}`;
}

/** The error of a roster that cannot be used: the first problems in words, all of them in `details.problems`. */
export function rosterError(source: string, found: Problems): InvalidInputError {
  const problems = found.sorted();
  const name = nameOf(source);
  const count = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
  const lines = [`${name}: ${count}; nothing was sent to Dropbox.`];
  for (const problem of problems.slice(0, LISTED_PROBLEMS)) lines.push(describe(name, problem));
  const more = problems.length - LISTED_PROBLEMS;
  if (more > 0) lines.push(`  … and ${String(more)} more`);
  const hint =
    source === '-'
      ? 'Correct what is named above where it comes from, then pipe it in again.'
      : `Correct what is named above, then check it: teamsync roster check ${name}`;
  return new InvalidInputError('invalid_roster', lines.join('\n'), { details: { source, problems }, hint });
}
