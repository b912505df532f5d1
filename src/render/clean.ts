/** Control and format characters (escapes, bidirectional and zero-width marks among them), line and paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text from a roster or from Dropbox made safe for a terminal: what could steer it is shown as `\u{…}` instead. */
export function clean(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for text whose line breaks are ours, such as a list of problems. */
export function cleanLines(text: string): string {
  return text.split('\n').map(clean).join('\n');
}
