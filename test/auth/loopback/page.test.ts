import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { PAGE_HEADERS, renderPage } from '../../../src/auth/loopback/page.ts';

const PAGE = { title: 'Title', heading: 'Signed in', text: 'All is well.', tone: 'success' } as const;

test('a page is one document with language, viewport and both colour schemes', () => {
  const html = renderPage(PAGE);
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html).toContain('color-scheme: light dark;');
  expect(html).toContain('<title>Title</title>');
  expect(html).toContain('<h1>Signed in</h1>');
  expect(html).toMatch(
    /<p class="end">You can close this tab and go back to the terminal\.<\/p>\s*<\/main>\s*<\/body>\s*<\/html>\s*$/,
  );
});

test('every text of a page is shown as text', () => {
  const nasty = `<script>alert("1")</script>&'`;
  const html = renderPage({ title: nasty, heading: nasty, text: nasty, tone: 'error' });
  const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;';
  expect(html.split(escaped)).toHaveLength(4);
  expect(html).not.toContain('<script');
});

test.each(['success', 'refused', 'error'] as const)('the tone %s has a look of its own', (tone) => {
  const html = renderPage({ ...PAGE, tone });
  expect(html).toContain(`<main class="${tone}">`);
  expect(html).toContain(`.${tone} svg { color:`);
});

test('a page has no script and names nothing that a browser would load', () => {
  expect(renderPage(PAGE)).not.toMatch(/<script|<link|<img|src=|href=|url\(|@import|https?:|style=/i);
});

test('the only thing that the policy allows is the style of the page', () => {
  const style = /<style>([^]*)<\/style>/.exec(renderPage(PAGE))?.[1] ?? '';
  expect(style).not.toBe('');
  const hash = createHash('sha256').update(style).digest('base64');
  expect(PAGE_HEADERS['Content-Security-Policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
});

test('a page is not stored, tells no one where it came from and ends its connection', () => {
  expect(PAGE_HEADERS).toMatchObject({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
});
