/** How a document is laid out. */
export interface Layout {
  /** Spaces by which each level goes in; none puts everything on one line. */
  indent: number;
  /** True where each item of a list takes one line. */
  itemsOnOneLine?: boolean;
}

/**
 * What `JSON.stringify` makes of data, in pieces, each item of a list being one: that of a large team is longer than a text
 * may be.
 */
export function* jsonPieces(data: unknown, layout: Layout, depth = 0): Generator<string> {
  const isList = Array.isArray(data);
  const parts = isList ? itemsOf(data) : isPlain(data) ? membersOf(data) : [];
  const { indent, itemsOnOneLine } = layout;
  const line = (level: number): string => (indent === 0 ? '' : `\n${' '.repeat(indent * level)}`);
  const [within, after] = [line(depth + 1), line(depth)];
  let before = isList ? '[' : '{';
  for (const [label, part] of parts) {
    if (isList) yield before + within + textOf(part, itemsOnOneLine ? 0 : indent, within);
    else {
      yield before + within + label + (indent === 0 ? ':' : ': ');
      yield* jsonPieces(part, layout, depth + 1);
    }
    before = ',';
  }
  if (before === ',') yield after + (isList ? ']' : '}');
  else yield textOf(data, indent, after);
}

function* itemsOf(list: readonly unknown[]): Generator<[string, unknown]> {
  for (const item of list) yield ['', item];
}

function membersOf(record: object): [string, unknown][] {
  return Object.entries(record).flatMap(([name, value]: [string, unknown]) =>
    value === undefined ? [] : [[JSON.stringify(name), value]],
  );
}

/** An object that is written member by member, and does not say itself how. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function textOf(value: unknown, indent: number, line: string): string {
  const text = JSON.stringify(value, null, indent);
  return indent === 0 ? text : text.replaceAll('\n', line);
}
