import { MEGABYTE, type Figure, type Limit, type Quantity } from './figures.ts';

/** The figures of one suite under its name. */
export interface Section {
  title: string;
  figures: readonly Figure[];
  /** Why the suite could not be measured to its end; `null` where it was. */
  failure: string | null;
}

const HEAD = ['what', 'figure', 'compared with', '', 'ratio', 'limit', ''];
const RIGHT = new Set([1, 3, 4, 5]);
/** A second, from which on milliseconds are written as seconds. */
const SECOND = 1000;

/** The figures as a plain table with aligned columns. */
export function renderTable(sections: readonly Section[]): string {
  const all = [HEAD, ...sections.flatMap(({ figures }) => figures.map(cellsOf))];
  const widths = HEAD.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => aligned(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd();
  const blocks = sections.map(({ title, figures, failure }) =>
    [title, ...figures.map((figure) => `  ${line(cellsOf(figure))}`), ...failed(failure)].join('\n'),
  );
  return [`  ${line(HEAD)}`, ...blocks].join('\n\n') + '\n';
}

function failed(failure: string | null): string[] {
  return failure === null ? [] : [`  FAILED: ${failure}`];
}

function aligned(cell: string, width: number, column: number): string {
  return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width);
}

/** The figures as one Markdown table. */
export function renderMarkdown(sections: readonly Section[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = sections.flatMap(({ title, figures }) =>
    figures.map((figure) => {
      const [what = '', value = '', against = '', yardstick = '', ratio = '', limit = '', verdict = ''] =
        cellsOf(figure);
      return line([title, what, value, `${against}: ${yardstick}`, ratio, limit, verdict]);
    }),
  );
  const head = ['suite', 'what', 'figure', 'compared with', 'ratio', 'limit', ''];
  return [line(head), line(head.map(() => '---')), ...rows].join('\n') + '\n';
}

function cellsOf({ what, figure, against, yardstick, ratio, limit, ok }: Figure): string[] {
  const verdict = limit === null ? '' : ok ? 'ok' : 'OVER';
  return [
    what,
    written(figure),
    against,
    written(yardstick),
    ratio.toFixed(ratio < 10 ? 2 : 1),
    allowed(limit),
    verdict,
  ];
}

function allowed(limit: Limit): string {
  if (limit === null) return '';
  return 'most' in limit ? `≤ ${String(limit.most)}` : `≥ ${String(limit.least)}`;
}

function written({ value, unit }: Quantity): string {
  if (unit === 'bytes') return `${(value / MEGABYTE).toFixed(0)} MB`;
  if (value >= SECOND) return `${(value / SECOND).toFixed(value < 10 * SECOND ? 2 : 1)} s`;
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
