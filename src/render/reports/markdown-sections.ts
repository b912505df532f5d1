/** A list that can be folded up; lines of it go first where there is no room for all. */
export interface Section {
  title: string;
  open: boolean;
  /** What is said once above the list. */
  notes: readonly string[];
  /** What stands above the lines of a table. */
  head: readonly string[];
  lines: readonly string[];
}

/** Room for the words on what was cut from one section. */
const WORDS_BYTES = 60;

/**
 * Sections in at most so many bytes, and how many lines had no room; the first ones get theirs first. What stands around
 * the lines is always there.
 */
export function fitSections(
  sections: readonly Section[],
  bytes: number,
): { text: string; shown: number; all: number } {
  const frames = sections.map((section) => bytesOf(sectionText(section, [])) + WORDS_BYTES);
  let room = bytes - frames.reduce((sum, frame) => sum + frame, 0);
  let shown = 0;
  const texts = sections.map((section) => {
    const fitting: string[] = [];
    for (const line of section.lines) {
      room -= bytesOf(line) + 1;
      if (room < 0) break;
      fitting.push(line);
    }
    shown += fitting.length;
    return sectionText(section, fitting);
  });
  const all = sections.reduce((sum, { lines }) => sum + lines.length, 0);
  return { text: texts.join('\n'), shown, all };
}

/** How long a text is as UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function sectionText({ title, open, notes, head, lines }: Section, shown: readonly string[]): string {
  const left = lines.length - shown.length;
  return [
    open ? '<details open>' : '<details>',
    `<summary>${title}</summary>`,
    '',
    ...notes.flatMap((note) => [note, '']),
    ...(shown.length === 0 ? [] : [...head, ...shown, '']),
    ...(left === 0 ? [] : [`… and ${String(left)} more, left out here.`, '']),
    '</details>',
    '',
  ].join('\n');
}
