/** Text whose beginning was looked at, and which can still be read from there. */
export interface Opened {
  head: string;
  rest: AsyncGenerator<string, void>;
}

/** Reads on until `enough` is satisfied with the beginning of the text, or the text ends. */
export async function extendHead(text: Opened, enough: (head: string) => boolean): Promise<Opened> {
  let { head } = text;
  while (!enough(head)) {
    const next = await text.rest.next();
    if (next.done === true) break;
    head += next.value;
  }
  return { head, rest: text.rest };
}

/** The whole text again, from its very beginning. */
export async function* fromStart({ head, rest }: Opened): AsyncGenerator<string, void> {
  yield head;
  yield* rest;
}
