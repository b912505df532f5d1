import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { renderHtmlReport } from '../../src/render/reports/html.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { planWith, provision } from '../helpers/changes.ts';
import { newVisitor } from '../helpers/chromium.ts';
import { install } from '../helpers/cli.ts';
import { look, needChromium } from '../helpers/report-page.ts';
import { endedSpoilt, endedWith } from '../render/reports/ended-run.ts';

let chromium: Browser;

beforeAll(async () => {
  chromium = await needChromium();
});
afterAll(async () => {
  await chromium.close();
});

describe('a hostile text', () => {
  test.each([
    '<script>document.title="taken over"</script>',
    '"><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>',
    `' onmouseover='alert(1)' x='`,
    '</style><style>body{display:none}</style>',
    '</script><script>alert(1)</script>',
    '</title><base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<!-- <table>',
    '&lt;b&gt;&amp;',
  ])('wherever it comes from is shown as it is, runs nothing and loads nothing: %s', async (bad) => {
    const { page, visitor, url } = await look(chromium, renderHtmlReport(endedSpoilt(bad)));
    expect(await page.title()).toBe(`0 of 7 changes applied - ${bad} - teamsync`);
    expect(await page.locator('th bdi', { hasText: `p${bad}` }).innerText()).toBe(`p${bad}`);
    expect(await page.locator('img, iframe, base, link, object').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('style').count()).toBe(1);
    expect(visitor.requests).toEqual([url]);
    expect(visitor.complaints).toEqual([]);
  });

  test('with marks that turn the direction of text is shown with their numbers', async () => {
    const { page } = await look(chromium, renderHtmlReport(endedSpoilt('\u202egpj.exe\u2066')));
    expect(await page.locator('tbody').innerText()).toContain('\\u{202e}gpj.exe\\u{2066}');
    expect(await page.content()).not.toMatch(/\p{Cf}/u);
  });

  test('in a script from right to left turns nothing that stands beside it', async () => {
    const plan = planWith([provision('dana@example.com', { name: 'דנה כהן', explanation: 'דנה' })]);
    const { page } = await look(chromium, renderHtmlReport(endedWith(plan)));
    const [email, name] = await page.locator('tbody th bdi').all();
    const boxes = [await email?.boundingBox(), await name?.boundingBox()];
    expect(boxes[0]?.x).toBe(boxes[1]?.x);
  });

  test.each([320, 1280])('however long never makes a page of %i pixels wider', async (width) => {
    const { page } = await look(chromium, renderHtmlReport(endedSpoilt('x'.repeat(5000))));
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});

test('the report of the program on a hostile roster is a page that runs and loads nothing of it', async () => {
  const here = await install();
  const seed = builtInSeed();
  const teamName = '<img src=x onerror=alert(1)>';
  const sandbox = await startSandbox({ team: { seed: { ...seed, team: { ...seed.team, name: teamName } } } });
  onTestFinished(() => sandbox.close());
  const group = '<script>alert(2)</script>';
  const name = "O'Neil & `$(x)`";
  const roster = join(here.folder, `<b onclick=alert(3)>'.csv`);
  const settings = join(here.folder, 'settings.json');
  const report = join(here.folder, 'report.html');
  await writeFile(
    roster,
    `email,first_name,last_name,groups\nana.lopez@example.com,${name},${'Ä'.repeat(50)},${group}\n`,
  );
  await writeFile(
    settings,
    JSON.stringify({
      update: { enabled: true },
      groups: { enabled: true, map: { '*': '*' }, create: true },
      deprovision: { enabled: true, unlisted: 'deprovision' },
      safety: { maxDeprovisions: '100%' },
    }),
  );
  const ran = await here.run(['plan', roster, '--settings', settings, '--report', report, '--quiet'], {
    env: { TEAMSYNC_DROPBOX_API_URL: sandbox.url, TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken },
  });
  expect(ran).toMatchObject({ exitCode: 0 });
  const visitor = await newVisitor(chromium);
  const page = await visitor.open();
  await page.goto(pathToFileURL(report).href);
  const text = await page.locator('body').innerText();
  for (const bad of [teamName, group, name, roster]) expect(text).toContain(bad);
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.locator('img, b').count()).toBe(0);
  expect(visitor.requests).toEqual([pathToFileURL(report).href]);
  expect(visitor.complaints).toEqual([]);
});
