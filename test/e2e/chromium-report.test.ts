import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { renderHtmlReport } from '../../src/render/reports/html.ts';
import { planWith, provision } from '../helpers/changes.ts';
import { contrast } from '../helpers/chromium.ts';
import { fileOf, look, needChromium } from '../helpers/report-page.ts';
import { everything } from '../render/everything.ts';
import { endedWith } from '../render/reports/ended-run.ts';

let chromium: Browser;

beforeAll(async () => {
  chromium = await needChromium();
});
afterAll(async () => {
  await chromium.close();
});

const EVERYTHING = renderHtmlReport(
  endedWith(everything(), {
    exitCode: 4,
    error: { code: 'some_changes_failed', message: 'Not everything was done.', hint: 'Again.' },
    warnings: [{ code: 'odd', message: 'Odd.' }],
  }),
);
const ROWS = 23;

const shownRows = (page: Page): Promise<number> => page.locator('tbody tr:visible').count();

describe('the table', () => {
  test('can be searched by any of its words, and says how much of it is shown', async () => {
    const { page, visitor } = await look(chromium, EVERYTHING);
    await expect.poll(() => page.getByRole('status').innerText()).toBe(`All ${String(ROWS)} shown.`);
    await page.getByLabel('Search').fill('LEO devices');
    expect(await shownRows(page)).toBe(1);
    expect(await page.getByRole('status').innerText()).toBe(`1 of ${String(ROWS)} shown.`);
    await page.getByLabel('Search').press('Enter');
    expect(await shownRows(page)).toBe(1);
    await page.getByLabel('Search').fill('nobody at all');
    expect(await shownRows(page)).toBe(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => shownRows(page)).toBe(ROWS);
    expect(visitor.complaints).toEqual([]);
  });

  test('can be filtered by action and status together', async () => {
    const { page } = await look(chromium, EVERYTHING);
    await page.getByLabel('Action').selectOption('destructive ones');
    expect(await shownRows(page)).toBe(8);
    await page.getByLabel('Action').selectOption('Provision');
    expect(await shownRows(page)).toBe(4);
    await page.getByLabel('Status').selectOption('blocked');
    expect(await page.locator('tbody tr:visible').innerText()).toContain('zed@example.com');
  });

  test('begins with what is destructive', async () => {
    const { page } = await look(chromium, EVERYTHING);
    const words = await page.locator('tbody .word').allInnerTexts();
    expect(words.slice(0, 8).every((word) => word === word.toUpperCase())).toBe(true);
    expect(words.slice(8).some((word) => word === word.toUpperCase())).toBe(false);
  });

  test('is there in full where scripts are off, without filters', async () => {
    const context = await chromium.newContext({ javaScriptEnabled: false });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(await fileOf(EVERYTHING));
    expect(await shownRows(page)).toBe(ROWS);
    expect(await page.getByRole('search').isVisible()).toBe(false);
  });

  test('of thousands of people is still searched at once', async () => {
    const names = Array.from({ length: 5000 }, (_, index) => provision(`p${String(index)}@example.com`));
    const { page } = await look(chromium, renderHtmlReport(endedWith(planWith(names))));
    await page.getByLabel('Search').fill('p4999@');
    await expect.poll(() => page.getByRole('status').innerText()).toBe('1 of 5000 shown.');
  });
});

/** WCAG 2.2, 1.4.3 and 1.4.11: text, and what is no text. */
const READABLE = 4.5;
const VISIBLE = 3;
const ON_CARD = [
  '.result > p',
  'h2',
  '.counts .other',
  '.counts .destructive',
  '.facts dt',
  'thead th',
  '.seat span',
  'label',
];
const IN_DANGER = [
  'tr.destructive .word',
  'tr.destructive .remark',
  'tr.destructive .why',
  'tr.destructive th',
];

test.each(['light', 'dark'] as const)('the page is readable in the %s', async (colorScheme) => {
  const { page } = await look(chromium, EVERYTHING);
  await page.emulateMedia({ colorScheme });
  const card = await styleOf(page, 'section', 'background-color');
  const danger = await styleOf(page, 'tr.destructive', 'background-color');
  expect(
    contrast(await styleOf(page, 'h1', 'color'), await styleOf(page, 'body', 'background-color')),
  ).toBeGreaterThan(READABLE);
  for (const text of ON_CARD)
    expect(contrast(await styleOf(page, text, 'color'), card), text).toBeGreaterThan(READABLE);
  for (const text of IN_DANGER) {
    expect(contrast(await styleOf(page, text, 'color'), danger), text).toBeGreaterThan(READABLE);
  }
  expect(
    contrast(await styleOf(page, '.used', 'fill'), await styleOf(page, '.owned', 'fill')),
  ).toBeGreaterThan(VISIBLE);
});

test('in the dark the page is dark, and on paper it is light and has no filters', async () => {
  const { page } = await look(chromium, EVERYTHING);
  const back = (): Promise<string> => styleOf(page, 'body', 'background-color');
  const light = await back();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(contrast(light, await back())).toBeGreaterThan(READABLE);
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await back()).toBe('rgb(255, 255, 255)');
  expect(await page.getByRole('search').isVisible()).toBe(false);
  expect(await shownRows(page)).toBe(ROWS);
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(0);
});

test('whoever does not see the page finds the same in it', async () => {
  const { page } = await look(chromium, EVERYTHING);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['19 changes planned']);
  for (const name of [
    'Counts',
    'Seats',
    'What follows',
    'People',
    'Not enabled',
    'Warnings',
    'About this run',
  ]) {
    expect(await page.getByRole('region', { name, exact: true }).count(), name).toBeGreaterThan(0);
  }
  expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['Status', 'Who', 'What', 'Why']);
  expect(await page.getByRole('rowheader').count()).toBe(ROWS);
  expect(await page.getByRole('img').count()).toBe(2);
  expect(await page.getByRole('img', { name: 'Before: 3 of 10 used, 7 free' }).count()).toBe(1);
  for (const label of ['Search', 'Action', 'Status'])
    expect(await page.getByLabel(label).count(), label).toBe(1);
  await page.keyboard.press('Tab');
  expect(await page.getByRole('link', { name: 'Skip to the people' }).isVisible()).toBe(true);
});

function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue(${JSON.stringify(property)})`,
  );
}
