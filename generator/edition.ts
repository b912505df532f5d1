import { readFileSync } from 'node:fs';
import type { Edition } from './man-page.ts';

/** The day of the version in package.json; change it with the version. */
const DATE = 'November 30, 2026';

/** What the manual page says of its age. */
export function readEdition(): Edition {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return { version, date: DATE };
}
