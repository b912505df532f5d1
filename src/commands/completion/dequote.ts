/** Within double quotes a backslash takes the meaning of these alone. */
const SPECIAL = '"\\$`';

/** The text that a word of a shell stands for, as far as quotes and backslashes go; the last quote may still be open. */
export function dequote(word: string): string {
  let text = '';
  let quote = '';
  for (let at = 0; at < word.length; at += 1) {
    const character = word.charAt(at);
    const next = word.charAt(at + 1);
    if (character === '\\' && next !== '' && (quote === '' || (quote === '"' && SPECIAL.includes(next)))) {
      text += next;
      at += 1;
    } else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else text += character;
  }
  return text;
}
