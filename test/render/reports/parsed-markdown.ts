import { parsers } from 'prettier/plugins/markdown';

/** A node of parsed Markdown. */
export interface Node {
  type: string;
  value?: string;
  children?: Node[];
}

/** Every node of a text, as a parser of Markdown with tables and automatic links sees it. */
export async function nodesOf(text: string): Promise<Node[]> {
  // The parser looks at no option.
  const tree = (await parsers.markdown.parse(
    text,
    {} as Parameters<typeof parsers.markdown.parse>[1],
  )) as Node;
  return flat(tree);
}

/** What a reader sees of some nodes. */
export function textOf(nodes: readonly Node[]): string {
  return nodes
    .map(({ type, value }) => (type === 'text' || type === 'inlineCode' ? (value ?? '') : ''))
    .join('');
}

/** A node with everything in it. */
function flat(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(flat)];
}
