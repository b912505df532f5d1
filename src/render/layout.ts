import type { ChalkInstance } from 'chalk';
import { clean } from './clean.ts';
import { roomFor } from './local-time.ts';

/** Narrower than this, wrapping by words gives nothing readable. */
const NARROWEST = 40;

/**
 * Breaks text at spaces into lines of at most `width` columns; a long word stays whole. The first line is indented by
 * `indent`, the others by `hanging`.
 */
export function wrap(text: string, width: number, indent: number, hanging: number = indent): string[] {
  const columns = Math.max(NARROWEST, width);
  if (indent + roomFor(text) <= columns) return [' '.repeat(indent) + text];
  const lines = fill(text.split(' '), roomFor, 1, columns - Math.max(indent, hanging));
  return lines.map((words, index) => ' '.repeat(index === 0 ? indent : hanging) + words.join(' '));
}

/** Puts items into lines of at most `room` columns, in their order and never breaking one. */
export function fill<T>(
  items: readonly T[],
  lengthOf: (item: T) => number,
  gap: number,
  room: number,
): T[][] {
  const lines: T[][] = [];
  let line: T[] = [];
  let used = 0;
  for (const item of items) {
    const length = lengthOf(item);
    if (line.length > 0 && used + gap + length > room) {
      lines.push(line);
      line = [];
    }
    used = line.length === 0 ? length : used + gap + length;
    line.push(item);
  }
  return [...lines, line];
}

/** `1 person`, `2 people`: the number with the word that goes with it. */
export function count(number: number, one: string, many: string): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}

/** Cells in columns of equal width, beneath a bold head. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: ChalkInstance,
): string[] {
  const cells = rows.map((row) => row.map(clean));
  const widths = head.map((title, column) =>
    cells.reduce((widest, row) => Math.max(widest, roomFor(row[column] ?? '')), title.length),
  );
  const text = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [paint.bold(text(head)), ...cells.map(text)];
}
