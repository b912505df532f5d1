import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Where Debian and its kin install it. */
const USUAL_PATH = '/usr/bin/chromium';
/** A page of this very machine that takes longer never comes. */
const PATIENCE_MS = 8000;

/** Nothing but what a test opens may reach for the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The program that is started: what CHROMIUM names, else the usual one. */
export function chromiumPath(): string {
  const named = process.env['CHROMIUM'] ?? '';
  return named === '' ? USUAL_PATH : named;
}

/** Starts a headless Chromium; `null` where there is none. */
export async function startChromium(): Promise<Browser | null> {
  const executablePath = chromiumPath();
  if (!existsSync(executablePath)) return null;
  return chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
}

/** Tabs of somebody of their own, with what they asked for and what went wrong in them. */
export interface Visitor {
  context: BrowserContext;
  /** Opens another tab. */
  open: () => Promise<Page>;
  /** The addresses of all requests. */
  requests: string[];
  /** Console errors, uncaught exceptions, violated policies and dialogs. */
  complaints: string[];
}

/** A visitor without any history; gone after the test. */
export async function newVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE_MS);
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.exposeBinding('complain', (_source, text: string) => complaints.push(text));
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => complain('policy: ' + event.violatedDirective));`,
  );
  return { context, open: () => context.newPage(), requests, complaints };
}

/** WCAG 2, contrast ratio: from 1 (none) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [lighter = 1, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2, relative luminance of a computed colour such as `rgb(1, 2, 3)`. */
function luminance(colour: string): number {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number);
  if (channels === undefined) throw new Error(`not an opaque colour: ${colour}`);
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
