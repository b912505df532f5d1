import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { chromiumPath, newVisitor, startChromium, type Visitor } from './chromium.ts';

/** Starts a headless Chromium; throws where there is none, because nothing else can tell what a page does. */
export async function needChromium(): Promise<Browser> {
  const browser = await startChromium();
  if (browser === null) throw new Error(`These tests need Chromium: there is no ${chromiumPath()}.`);
  return browser;
}

/** Puts a page into a file that is gone after the test, and answers with its address. */
export async function fileOf(html: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-report-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'report.html');
  await writeFile(path, html);
  return pathToFileURL(path).href;
}

/** Opens a report as somebody does who double-clicks it. */
export async function look(
  browser: Browser,
  html: string,
): Promise<{ page: Page; visitor: Visitor; url: string }> {
  const visitor = await newVisitor(browser);
  const page = await visitor.open();
  const url = await fileOf(html);
  await page.goto(url);
  return { page, visitor, url };
}
