const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that is safe to stand in HTML; every other text is escaped on its way in. */
export class Markup {
  readonly text: string;

  /** Takes the text for HTML as it is: for texts of ours only. */
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | readonly Part[];

/** The tag of templates whose values are escaped unless they are markup themselves; lists follow each other. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const inserted = parts.map((part, index) => textOf(part) + (texts[index + 1] ?? ''));
  return new Markup((texts[0] ?? '') + inserted.join(''));
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
