import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { renderHtmlReport } from '../../../src/render/reports/html.ts';
import { everything } from '../everything.ts';
import { endedSpoilt, endedWith } from './ended-run.ts';

const page = renderHtmlReport(endedWith(everything()));

function hashOf(element: 'style' | 'script'): string {
  const [, text = ''] = new RegExp(`<${element}>([^]*)</${element}>`).exec(page) ?? [];
  return createHash('sha256').update(text).digest('base64');
}

test('the policy allows the style and the script of the page, and nothing else', () => {
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `style-src 'sha256-${hashOf('style')}'`,
    `script-src 'sha256-${hashOf('script')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('the page refers to nothing outside itself', () => {
  expect(page).not.toMatch(/url\(|@import|https?:/);
  expect(page.replace(/<script>[^]*<\/script>/, '')).not.toMatch(/\s(?:src|action|srcset|style|on\w+)=/);
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['#people']);
});

test('headings stand in their order, one of the first rank', () => {
  const heads = [...page.matchAll(/<h(\d)[^>]*>([^<]*)/g)].map(([, rank = '', text = '']) => rank + text);
  expect(heads).toEqual([
    '119 changes planned',
    '2Counts',
    '2Seats',
    '2What follows',
    '2People',
    '2Not enabled',
    '2About this run',
  ]);
});

test('an error comes with its hint, and a date with its zone', () => {
  const text = renderHtmlReport(
    endedWith(everything(), {
      exitCode: 3,
      error: { code: 'over_limit', message: 'Too many.', hint: 'Raise it.' },
      warnings: [{ code: 'odd', message: 'Odd.' }],
    }),
  );
  expect(text).toContain(
    '<div class="result refused"><p>Ended with exit code 3 (over_limit): Too many.</p><p>Hint: Raise it.</p>',
  );
  expect(text).toContain('<li dir="auto">Odd.</li>');
  expect(text).toContain('<dt>Ended</dt><dd><bdi>2026-03-02 10:00 UTC</bdi></dd>');
  expect(text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '')).not.toMatch(/\d\d:\d\d/);
});

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '</style><b>',
  '&lt;b&gt;',
])('the text %j is a text wherever it comes from', (bad) => {
  const text = renderHtmlReport(endedSpoilt(bad));
  const harmless = renderHtmlReport(endedSpoilt('harmless'));
  const tags = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  expect(tags(text)).toEqual(tags(harmless));
});
