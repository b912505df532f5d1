import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorsOf, linksOf, pagesOfReaders, readPage } from './page.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Why a link of a page leads nowhere, or `null` for one that leads somewhere. */
function faultOf(link: string, from: string): string | null {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, target))) return `${link}: there is no ${target}`;
  if (anchor === undefined || anchorsOf(readPage(target)).has(anchor)) return null;
  return `${link}: ${target} has no such heading`;
}

describe.each(pagesOfReaders())('%s', (path) => {
  test('has no link that leads nowhere', () => {
    const links = linksOf(readPage(path)).filter((link) => !/^[a-z]+:/.test(link));
    expect(links.map((link) => faultOf(link, path)).filter((fault) => fault !== null)).toEqual([]);
  });
});

test('the README names every page', () => {
  const links = linksOf(readPage('README.md'));
  const pages = pagesOfReaders().filter((path) => path !== 'README.md');
  expect(pages.filter((path) => !links.includes(path))).toEqual([]);
});

test('a link outside of code is found, and a heading is an anchor as GitHub makes it', () => {
  expect(linksOf('[a](b.md#c) and `[no](link)`\n```sh\n[x](y)\n```\n[d](https://e)')).toEqual([
    'b.md#c',
    'https://e',
  ]);
  const anchors = anchorsOf(
    '# Rotate, revoke\n## Groups (`groups`)\n```sh\n# no heading\n```\n## 10. Let it',
  );
  expect([...anchors]).toEqual(['rotate-revoke', 'groups-groups', '10-let-it']);
});
