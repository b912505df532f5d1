import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code, prose } from '../../../src/render/reports/markdown-text.ts';
import { nodesOf, textOf } from './parsed-markdown.ts';

const ZERO_WIDTH = /\u200b/g;
const HARMLESS = new Set(['root', 'paragraph', 'text', 'inlineCode', 'table', 'tableRow', 'tableCell']);

/** The kinds of nodes that a cell has beyond texts and spans of code, and what a reader sees of it. */
async function read(cell: string): Promise<{ kinds: string[]; text: string; cells: number }> {
  const nodes = await nodesOf(`| head |\n| --- |\n| x ${cell} x |\n`);
  const kinds = nodes.map(({ type }) => type).filter((type) => !HARMLESS.has(type));
  const cells = nodes.filter(({ type }) => type === 'tableCell').length;
  return { kinds, text: textOf(nodes).replace(ZERO_WIDTH, ''), cells };
}

describe('prose', () => {
  test('that is harmless stays as it is', () => {
    for (const text of [
      "Zoë Ängström-O'Neil",
      '山田太郎',
      'on the team since 2025-11-30, 365 days',
      'active → removed',
    ]) {
      expect(prose(text)).toBe(text);
    }
  });

  test.each([
    ['an e-mail', 'gone: ana@x.org.', 'gone: `ana@x.org`.'],
    ['a mention', 'ask @octocat, please', 'ask `@octocat`, please'],
    ['a mention of a team', '@org/admins', '`@org/admins`'],
    ['a link', 'see https://evil.example/x', 'see `https://evil.example/x`'],
    ['a bare host', 'www.evil.example', '`www.evil.example`'],
    ['an issue', 'fixes #12', 'fixes `#12`'],
    ['an issue elsewhere', 'org/repo#12 GH-12', '`org/repo#12` `GH-12`'],
    ['a merge request', '!12', '`!12`'],
    ['a commit', 'deadbeef', '`deadbeef`'],
    ['a picture', ':tada:', '`:tada:`'],
  ])('with %s in it links and pings nobody', (_what, text, shown) => {
    expect(prose(text)).toBe(shown);
  });

  test.each([
    ['HTML', '<script>alert(1)</script><img src=x onerror=y>'],
    ['the end of a list', '</details>'],
    ['a comment', '<!-- x'],
    ['a pipe', 'a | b || c'],
    ['code', '`a` ``b``'],
    ['a link', '[click](https://evil.example "t") ![x](y)'],
    ['a reference', '[a][b] [^1]'],
    ['emphasis', '**a** __b__ *c* _d_ ~~e~~'],
    ['an escape', 'a \\| b \\` c \\'],
    ['a formula', '$x$ $`y`$'],
    ['an entity', '&lt;b&gt; &#64;octocat'],
    ['a mention in code', '`@octocat`|@octocat'],
    ['a link in angles', '<https://evil.example> <a@x.org>'],
  ])('with %s in it is read as it was written', async (_what, text) => {
    expect(await read(prose(text))).toEqual({ kinds: [], text: `headx ${text} x`, cells: 2 });
  });

  test('of any kind is one cell with nothing but text in it', async () => {
    const piece = fc.constantFrom(
      ...Array.from('`|\\*_~[]()<>!#@$&:;./- '),
      'http://x.org',
      'www.x.org',
      'a@x.org',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        const { kinds, cells } = await read(prose(pieces.join('')));
        expect({ kinds, cells }).toEqual({ kinds: [], cells: 2 });
      }),
      { numRuns: 100 },
    );
  });

  test('with a mention that cannot stand in code is broken where it would begin', () => {
    expect(prose('a|@octocat')).toBe('a&#124;&#8203;@&#8203;octocat');
  });

  test('that is too long ends in an ellipsis, and no character is cut in two', () => {
    expect(prose('😀'.repeat(500))).toBe(`${'😀'.repeat(400)}…`);
    expect(prose('abc', 2)).toBe('ab…');
  });
});

describe('code', () => {
  test('is a span, or broken text where it cannot be one', () => {
    expect(code('ana@x.org')).toBe('`ana@x.org`');
    expect(code('a`@x.org')).toBe('a&#96;&#8203;@&#8203;x&#8203;.&#8203;org');
  });

  test('of nothing is nothing', () => {
    expect(code('')).toBe('');
    expect(code(' ')).toBe('');
  });
});
