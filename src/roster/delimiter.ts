/** What may stand between two cells. */
export type Delimiter = ',' | ';' | '\t';

const CANDIDATES: readonly Delimiter[] = [',', ';', '\t'];

/** The first line that is not blank, once it is whole; `null` until then. */
export function firstLine(text: string): string | null {
  const visible = text.search(/\S/);
  if (visible === -1) return null;
  const start = Math.max(text.lastIndexOf('\n', visible), text.lastIndexOf('\r', visible)) + 1;
  const length = text.slice(visible).search(/[\r\n]/);
  return length === -1 ? null : text.slice(start, visible + length);
}

/** The cells of one line, without their quotes. */
function split(line: string, delimiter: Delimiter): string[] {
  const cells: string[] = [];
  let cell = '';
  let inQuotes = false;
  for (const character of line) {
    if (character === '"') {
      inQuotes = !inQuotes;
    } else if (character === delimiter && !inQuotes) {
      cells.push(cell);
      cell = '';
    } else {
      cell += character;
    }
  }
  return [...cells, cell];
}

/**
 * The delimiter that the header line is written with; `null` where more than one would do. Only a delimiter that
 * stands in the line counts, and one that sets off a column of e-mail addresses goes before one that does not.
 */
export function detectDelimiter(
  line: string,
  hasEmail: (names: readonly string[]) => boolean,
): Delimiter | null {
  const present = CANDIDATES.map((delimiter) => ({ delimiter, names: split(line, delimiter) })).filter(
    ({ names }) => names.length > 1,
  );
  const fitting = present.filter(({ names }) => hasEmail(names));
  const [best, ...others] = fitting.length > 0 ? fitting : present;
  if (best === undefined) return ',';
  return others.length === 0 ? best.delimiter : null;
}
