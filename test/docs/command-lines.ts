import { blocksOf, wordsOf } from './page.ts';

/** A command line of teamsync that a page tells its reader to type, as words after the name of the program. */
export interface CommandLine {
  text: string;
  words: string[];
}

/** Languages of blocks in which a reader finds something to type. */
const TYPED = new Set(['sh', 'console', 'cron', 'yaml', 'dockerfile', 'ini']);
const INLINE = /`(teamsync [^`]+)`/g;
/** What ends a command of a shell, outside of quotes. */
const END = /^(&&|\\?\||>|2>|#)/;
/** `show|get`: one of these. */
const CHOICE = /^(\w+)(\|\w+)+$/;

/** Every command line of teamsync in the blocks and in the text of a page. */
export function commandLinesOf(page: string): CommandLine[] {
  const blocks = blocksOf(page);
  const typed = blocks
    .filter(({ words: [language = ''] }) => TYPED.has(language))
    .flatMap(({ words: [language], lines }) =>
      language === 'console' ? lines.filter((line) => line.startsWith('$ ')) : lines,
    )
    .filter((line) => !line.trim().startsWith('#'))
    .flatMap((line) => line.split(/ && |; /));
  const told = [...page.matchAll(INLINE)].map(([, text = '']) => text);
  return [...typed, ...told].flatMap(commandIn);
}

function commandIn(line: string): CommandLine[] {
  const start = /(?:^|[\s;])(teamsync )/.exec(line);
  if (start === null) return [];
  const text = line.slice(start.index).trim();
  const words = wordsOf(text).slice(1);
  const end = words.findIndex((word) => END.test(word));
  const whole = (end < 0 ? words : words.slice(0, end)).filter((word) => word !== '…');
  return whole.length === 0 ? [] : [{ text, words: whole.map((word) => word.replace(CHOICE, '$1')) }];
}
