/** Characters that formatters read as something else or replace by a prettier one. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\e',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
};

/** Longer lines are bad style in the source of a manual page. */
const WIDEST = 78;

/** Text that is typed: every hyphen stays the one of the keyboard. */
export function roffCode(text: string): string {
  return protectedStart(hyphens(escaped(text)));
}

/** Text as one argument of a macro, whatever words are in it. */
export function roffArgument(text: string): string {
  return `"${hyphens(escaped(text))}"`;
}

/** Prose as a manual page has it: nothing in it is a macro or an escape, and each sentence begins a line. */
export function roffProse(text: string): string {
  return text
    .replace(/([.;:?!]) (?=[A-Z])/g, '$1\n')
    .split('\n')
    .flatMap((line) => filled(escaped(line).replace(OPTION, hyphens)))
    .map(protectedStart)
    .join('\n');
}

/** An option within prose; the hyphens of words stay as they are. */
const OPTION = /(?<![A-Za-z0-9])-+[A-Za-z0-9-]+/g;

function filled(line: string): string[] {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDEST) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function escaped(text: string): string {
  return text
    .replace(/[\\'`^~"]/g, (character) => SPECIAL[character] ?? character)
    .replace(/[^\n -~]/gu, (character) => {
      const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
      return `\\[u${point.padStart(4, '0')}]`;
    });
}

function hyphens(text: string): string {
  return text.replaceAll('-', '\\-');
}

/** A dot at the beginning of a line would be a request. */
function protectedStart(line: string): string {
  return line.startsWith('.') ? `\\&${line}` : line;
}
