/** Everything that cannot be seen or that reorders what can: controls, format characters, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffd]/gu;

/** The same, without the two joiners that Persian and Indic names are spelled with. */
const HARMFUL = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffd]/u;

const escaped = (character: string): string => `\\u{${Number(character.codePointAt(0)).toString(16)}}`;

/** Text that is safe to print: every invisible character is written as `\u{…}`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escaped);
}

/** Nearly every text is of these alone, and for them there is nothing to look up. */
const PRINTABLE_ASCII = /^[ -~]*$/;

/** The first character that no name, id or group may hold, written as `\u{…}`; `null` where there is none. */
export function harmfulCharacter(text: string): string | null {
  const found = PRINTABLE_ASCII.test(text) ? null : HARMFUL.exec(text);
  return found === null ? null : escaped(found[0]);
}
