/** What is a character of markup in Markdown with tables and formulas, wherever it stands. */
const MARKUP = /[&<>`*_~[\]|\\$#]/g;
/** What Markdown or a code host makes a link, a mention, a reference or a picture of, however it is escaped. */
const REFERENCE = /@|[#!%~&$*][\w"]|:\/\/|www\.|(?:mailto|xmpp):|:[\w+-]+:|\bGH-\d|\b[0-9a-f]{7,}\b/i;
/** What would end a span of code, a cell or a block of HTML, wherever it stands. */
const UNFIT_FOR_CODE = /[`|\\<>&]/;
/** Where a reference is broken, if it cannot stand in a span of code. */
const JOINT = /[@#!%~&$*:/.-]/;
/** What ends a word without belonging to it. */
const END = /[.,;?)]*$/;
/** A zero-width space. */
const BREAK = '&#8203;';

/** The most of a text that is shown; what is longer is no use in a table. */
const LONGEST = 400;

/** Text that stands as it is: nothing in it is markup, and nothing becomes a link or pings anybody. */
export function prose(text: string, longest: number = LONGEST): string {
  return shortened(text, longest).split(' ').map(shownWord).join(' ');
}

/** Text as a span of code, which no host looks into; as broken text where it cannot be one. */
export function code(text: string, longest: number = LONGEST): string {
  const shown = shortened(text, longest);
  if (shown.trim() === '') return '';
  if (!UNFIT_FOR_CODE.test(shown)) return `\`${shown}\``;
  return Array.from(shown, (character) =>
    JOINT.test(character) ? BREAK + escaped(character) + BREAK : escaped(character),
  ).join('');
}

function shownWord(word: string): string {
  const end = END.exec(word)?.[0] ?? '';
  const body = word.slice(0, word.length - end.length);
  return (REFERENCE.test(body) ? code(body) : escaped(body)) + end;
}

function escaped(text: string): string {
  return text.replace(MARKUP, (character) => `&#${String(character.charCodeAt(0))};`);
}

function shortened(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest).join('')}…`;
}
