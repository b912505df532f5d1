/** What a message of Slack holds, with room for what others add. */
const MOST_CHARACTERS = 3000;
/** A channel has more readers than a report. */
const MOST_EMAILS = 10;
/** The most that one of the last lines takes. */
const LAST_LINE = 600;

const EMAIL = /[^\s<>()[\]{},;:"'@]+@[^\s<>()[\]{},;:"'@]+/g;
const CUT = '…';

/** Lines as one message: at most 3,000 characters and 10 people by their e-mails; `last` is there whatever is cut. */
export function fitMessage(lines: readonly string[], last: readonly string[]): string {
  const few = fewerEmails();
  const body = few(lines.join('\n'));
  const end = last.map((line) => cut(few(line), LAST_LINE)).join('\n');
  return `${cut(body, MOST_CHARACTERS - end.length - 1)}\n${end}`;
}

/** Leaves the first e-mails in, each as often as it stands there, and no other ones. */
function fewerEmails(): (text: string) => string {
  const seen = new Set<string>();
  return (text) =>
    text.replace(EMAIL, (email) => {
      if (seen.size < MOST_EMAILS) seen.add(email);
      return seen.has(email) ? email : CUT;
    });
}

/** As much of a text as fits, in the form in which it is sent. */
function cut(text: string, room: number): string {
  const whole = escaped(text);
  if (whole.length <= room) return whole;
  let kept = '';
  for (const character of text) {
    const next = kept + escaped(character);
    if (next.length + CUT.length > room) break;
    kept = next;
  }
  return kept + CUT;
}

/** In Slack `<!channel>` calls everybody, and `<` begins a link: what people are called must do neither. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
