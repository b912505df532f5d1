import type { Settings } from '../settings/schema.ts';

type Window = Settings['safety']['windows'][number];

const MINUTE_MS = 60_000;
/** Every window opens once a week; one that lies in the hour a clock skips opens a week later still. */
const HORIZON_MS = 15 * 24 * 60 * MINUTE_MS;

/** `now` itself when a window is open, else the minute in which the next one opens. */
export function nextOpening(windows: readonly Window[], now: Date): Date {
  const clocks = windows.map((window) => ({ window, clock: clockOf(window.zone) }));
  const isOpen = (at: Date): boolean => clocks.some(({ window, clock }) => contains(window, clock, at));
  if (isOpen(now)) return now;
  let at = new Date(Math.ceil(now.getTime() / MINUTE_MS) * MINUTE_MS);
  const horizon = at.getTime() + HORIZON_MS;
  while (at.getTime() < horizon && !isOpen(at)) at = new Date(at.getTime() + MINUTE_MS);
  return at;
}

/** Tells times as `Mon 08:00`. */
function clockOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function contains(window: Window, clock: Intl.DateTimeFormat, at: Date): boolean {
  const text = clock.format(at);
  const day = text.slice(0, 3).toLowerCase();
  const time = text.slice(-5);
  return window.days.some((name) => name === day) && window.from <= time && time < window.to;
}
