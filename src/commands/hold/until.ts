import { InvalidInputError } from '../../errors.ts';

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** RFC 3339, section 5.6; a leap second is no moment that a computer knows. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
/** Length of a UTC timestamp with milliseconds and a year of four digits, as RFC 3339 has it. */
const TIMESTAMP_LENGTH = 24;

/**
 * The moment at which a hold ends, RFC 3339 in UTC: a moment as it is, a day when it is over in UTC. Throws
 * `invalid_until` (exit 7) for what is no date, or one that has passed.
 */
export function parseUntil(text: string, now: Date): string {
  const end = endOf(text);
  if (end === null) {
    throw new InvalidInputError('invalid_until', `--until ${JSON.stringify(text)} is no date.`, {
      hint: 'Write a day such as 2026-12-24, which counts to its end in UTC, or a moment such as 2026-12-24T17:00:00+01:00.',
      details: { until: text },
    });
  }
  const until = end.toISOString();
  if (end <= now) {
    throw new InvalidInputError('invalid_until', `--until ${text} has passed: it ended at ${until}.`, {
      hint: 'Give a date that is still to come, or leave --until out.',
      details: { until: text },
    });
  }
  return until;
}

function endOf(text: string): Date | null {
  const day = text.slice(0, 10);
  // The 31st of February would silently become a day in March.
  if (!(DAY.test(text) || MOMENT.test(text)) || !isDay(day)) return null;
  const end = DAY.test(text) ? new Date(new Date(day).getTime() + DAY_MS) : new Date(text.toUpperCase());
  if (Number.isNaN(end.getTime()) || end.toISOString().length !== TIMESTAMP_LENGTH) return null;
  return end;
}

function isDay(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
