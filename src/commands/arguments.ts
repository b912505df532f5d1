import { InvalidArgumentError } from 'commander';
import { parseRedirectUri, type RedirectUri } from '../auth/loopback/redirect-uri.ts';
import type { Limit } from '../settings/schema.ts';

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** Contract of `--concurrency`: Dropbox publishes no number, and more than this only earns throttling. */
const MOST_WRITES_IN_FLIGHT = 16;
const HIGHEST_PORT = 65_535;
const MOST_MEMBERS = 1_000_000;

/** `500ms`, `30s`, `10m` or `26h` as milliseconds. */
export function parseDuration(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : UNITS_MS[unit];
  if (number === undefined || factor === undefined) {
    throw new InvalidArgumentError('Expected a duration such as 500ms, 30s, 10m or 26h.');
  }
  return Number(number) * factor;
}

/** How long ago the last good run of a schedule may be: a run a day, and two hours for the day on which it takes longer. */
export const SCHEDULE_MS = 93_600_000;

/** A number of people, or a percentage such as `10%`. */
export function parseLimit(text: string): Limit {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (/^\d{1,3}%$/.test(text) && Number(text.slice(0, -1)) <= 100) return text;
  throw new InvalidArgumentError('Expected a number of people, or a percentage such as 10%.');
}

/** The first steps of a run as `1,5,25%`: numbers of changes, or shares of all of them. */
export function parseSteps(text: string): Limit[] {
  return text.split(',').map((step) => {
    const limit = parseLimit(step.trim());
    if (Number.parseInt(String(limit), 10) > 0) return limit;
    throw new InvalidArgumentError('Expected steps of at least one change, such as 1,5,25%.');
  });
}

/** How many changes may fail. */
export function parseFailures(text: string): number {
  return wholeNumber(text, 0, MOST_MEMBERS);
}

/** Writes in flight at most: a whole number from 1 to 16. */
export function parseConcurrency(text: string): number {
  return wholeNumber(text, 1, MOST_WRITES_IN_FLIGHT);
}

/** A TCP port; 0 lets the system choose. */
export function parsePort(text: string): number {
  return wholeNumber(text, 0, HIGHEST_PORT);
}

/** How many members a generated team has. */
export function parseMembers(text: string): number {
  return wholeNumber(text, 1, MOST_MEMBERS);
}

/** A redirect URI on this machine. */
export function parseRedirect(text: string): RedirectUri {
  try {
    return parseRedirectUri(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

/** Gathers a repeatable option. */
export function collect(text: string, earlier: readonly string[]): string[] {
  return [...earlier, text];
}

function wholeNumber(text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new InvalidArgumentError(`Expected a whole number from ${String(least)} to ${String(most)}.`);
}
