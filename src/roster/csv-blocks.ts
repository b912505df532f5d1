import { LONGEST_RECORD } from './csv-quotes.ts';

/** Some hundreds of rows: few enough to be read again where that is needed. */
const BLOCK = 32 * 1024;

/** A piece of a text. */
export interface Block {
  text: string;
  /** True where it consists of lines, the last of which may lack its end when it is the last of all. */
  whole: boolean;
}

/** Yields a text in blocks of whole lines; of lines that are no rows, being far too long, in any pieces. */
export async function* blocksOf(pieces: AsyncIterable<string>): AsyncGenerator<Block, void> {
  let open = '';
  for await (const piece of pieces) {
    const known = open + piece;
    let start = 0;
    for (let end = cut(known, start); end > start; end = cut(known, start)) {
      yield { text: known.slice(start, end), whole: true };
      start = end;
    }
    open = known.slice(start);
    if (open.length <= LONGEST_RECORD) continue;
    yield { text: open, whole: false };
    open = '';
  }
  if (open !== '') yield { text: open, whole: true };
}

/** The end of the last line that ends in the block from `start` on, else of the first one after it; `start` where none does. */
function cut(text: string, start: number): number {
  const within = text.lastIndexOf('\n', start + BLOCK) + 1;
  return within > start ? within : text.indexOf('\n', start + BLOCK) + 1 || start;
}
