import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** A fenced block of a page: the words after its fence, what is in it, and the 1-based line of the fence. */
export interface Block {
  words: string[];
  lines: string[];
  line: number;
}

/** What stands beneath one heading of the second rank; the text before the first one has the title of the page. */
export interface Section {
  heading: string;
  steps: Step[];
}

/** What a reader does, in the order of the page. */
export type Step =
  /** A block such as "```csv roster.csv": the file to write. */
  | { kind: 'file'; name: string; text: string }
  /** A line "$ …" of a console block, and what is shown beneath it. */
  | { kind: 'command'; command: string; output: string[]; line: number }
  /** A comment such as "<!-- 8 days later -->". */
  | { kind: 'later'; days: number };

const FENCE = /^```(.*)$/;
const LATER = /^<!-- (\d+) days? later -->$/;
const PROMPT = '$ ';

/** The text of a page of the project. */
export function readPage(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The README and every page of docs/, as paths in the project. */
export function pagesOfReaders(): string[] {
  const names = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...names.map((name) => `docs/${name}`)];
}

/** Where the links of a page lead, those in code left out. */
export function linksOf(page: string): string[] {
  const text = withoutBlocks(page).replaceAll(/`[^`]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
}

/** What a link can lead to in a page: its headings, as GitHub writes them. */
export function anchorsOf(page: string): Set<string> {
  const headings = withoutBlocks(page)
    .split('\n')
    .filter((line) => /^#+ /.test(line));
  return new Set(
    headings.map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutBlocks(page: string): string {
  return page.replaceAll(/^```[^]*?^```$/gm, '');
}

/** All fenced blocks of a page. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const [index, text] of page.split('\n').entries()) {
    const fence = FENCE.exec(text.trim());
    if (fence === null) open?.lines.push(text);
    else if (open === null) {
      open = { words: (fence[1] ?? '').split(' ').filter((word) => word !== ''), lines: [], line: index + 1 };
    } else {
      blocks.push(open);
      open = null;
    }
  }
  return blocks;
}

/** The page as its sections, each with what a reader does in it. */
export function sectionsOf(page: string): Section[] {
  const blocks = new Map(blocksOf(page).map((block) => [block.line, block]));
  const sections: Section[] = [];
  let inBlockUntil = 0;
  for (const [index, text] of page.split('\n').entries()) {
    const line = index + 1;
    if (line < inBlockUntil) continue;
    const block = blocks.get(line);
    const later = LATER.exec(text);
    if (block !== undefined) {
      inBlockUntil = line + block.lines.length + 2;
      sections.at(-1)?.steps.push(...stepsIn(block));
    } else if (/^##? /.test(text)) sections.push({ heading: text.replace(/^#+ /, ''), steps: [] });
    else if (later !== null) sections.at(-1)?.steps.push({ kind: 'later', days: Number(later[1]) });
  }
  return sections;
}

function stepsIn({ words: [language = '', name], lines, line }: Block): Step[] {
  if (name !== undefined) return [{ kind: 'file', name, text: `${lines.join('\n')}\n` }];
  if (language !== 'console') return [];
  const steps: Extract<Step, { kind: 'command' }>[] = [];
  for (const [index, text] of lines.entries()) {
    if (text.startsWith(PROMPT)) {
      steps.push({ kind: 'command', command: text.slice(PROMPT.length), output: [], line: line + 1 + index });
    } else steps.at(-1)?.output.push(text);
  }
  return steps;
}

/** The words of a command line as a shell would hand them on; quotes of both kinds keep spaces together. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}
