import { isTooDeep } from './json-scan.ts';
import { Fault, type Problems } from './problem.ts';

const SYNTAX = new Fault(
  'invalid_json',
  'expected one JSON object on each line, the whole of it: correct it here',
);
const TOO_DEEP = new Fault('too_deep', 'expected a person: nothing in one nests this deep');

/** One value of a JSON file. */
export interface Placed {
  value: unknown;
  /** The line on which it begins. */
  line: number;
}

/** One line of a file that holds a value on each. */
export interface WrittenLine extends Placed {
  written: string;
}

/** The values of JSON written one a line; a line that is none becomes a problem. Blank lines say nothing. */
export function parseLines(text: string, problems: Problems): WrittenLine[] {
  const values: WrittenLine[] = [];
  text.split(/\r\n|\n|\r/).forEach((written, index) => {
    const line = index + 1;
    if (written.trim() === '') return;
    if (isTooDeep(written)) {
      problems.add(line, null, null, TOO_DEEP);
      return;
    }
    try {
      values.push({ value: JSON.parse(written) as unknown, line, written });
    } catch {
      problems.add(line, null, written, SYNTAX);
    }
  });
  return values;
}

const FIRST_LINES = /^\s*(\{.*\})[ \t]*[\r\n]\s*\{/;

/** Whether a text is JSON written one object a line, and not one document. */
export function isNdjson(text: string): boolean {
  const first = FIRST_LINES.exec(text)?.[1];
  if (first === undefined || isTooDeep(first)) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

/** The same people as one JSON list in which everybody still stands on their line. */
export function asList(lines: readonly WrittenLine[]): string {
  let last = 1;
  const pieces = lines.map(({ written, line }, index) => {
    const gap = '\n'.repeat(line - last);
    last = line;
    return `${gap}${index === 0 ? '' : ','}${written}`;
  });
  return `[${pieces.join('')}]`;
}
