/** A table of Markdown; cells hold Markdown themselves. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text that is shown to the letter. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A block of command lines. */
export function shell(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

/** Prose in which nothing is taken for markup. */
export function prose(text: string): string {
  return text.replace(/[*_<>[\]`\\]/g, (mark) => `\\${mark}`);
}

/** A description as a sentence of its own. */
export function sentence(text: string): string {
  const end = /[.?!:]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}

/** A bar would end a cell, wherever it stands. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
