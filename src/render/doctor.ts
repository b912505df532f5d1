import type { ChalkInstance } from 'chalk';
import { cleanLines } from './clean.ts';
import { count, wrap } from './layout.ts';

/** One of the `checks` of `doctor`. */
export interface Check {
  name: string;
  status: 'ok' | 'warning' | 'failed';
  message: string;
  /** What to do about it; `null` where nothing has to be done. */
  hint: string | null;
}

const MARKS = { ok: 'ok', warning: 'WARNING', failed: 'FAILED' } as const;
const MARK_WIDTH = 9;
const NAME_WIDTH = 15;
const INDENT = MARK_WIDTH + NAME_WIDTH;
const ARROW_WIDTH = 2;

/** A line for each check with the remedy beneath, and how many there were of each kind. */
export function renderDoctor(
  checks: readonly Check[],
  { paint, width }: { paint: ChalkInstance; width: number },
): string {
  const lines = checks.flatMap(({ name, status, message, hint }) => {
    const [first = '', ...rest] = wrap(flat(message), width, INDENT);
    const mark = colourOf(status, paint)(MARKS[status].padEnd(MARK_WIDTH));
    const remedy = hint === null ? [] : wrap(`→ ${flat(hint)}`, width, INDENT, INDENT + ARROW_WIDTH);
    return [mark + name.padEnd(NAME_WIDTH) + first.slice(INDENT), ...rest, ...remedy];
  });
  return `${[...lines, '', paint.bold(sumOf(checks))].join('\n')}\n`;
}

function colourOf(status: Check['status'], paint: ChalkInstance): ChalkInstance {
  switch (status) {
    case 'ok':
      return paint.green;
    case 'warning':
      return paint.yellow.bold;
    case 'failed':
      return paint.red.bold;
  }
}

function sumOf(checks: readonly Check[]): string {
  const number = (status: Check['status']): number =>
    checks.filter((check) => check.status === status).length;
  const warnings = count(number('warning'), 'warning', 'warnings');
  return `${count(checks.length, 'check', 'checks')}: ${String(number('ok'))} ok, ${warnings}, ${String(number('failed'))} failed.`;
}

/** A list of problems has lines of its own; here each check has one paragraph. */
function flat(text: string): string {
  return cleanLines(text).split(/\s+/).join(' ');
}
