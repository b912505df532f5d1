/**
 * An RFC 3339 stamp in UTC that stands as a word of its own. In a path, in quotes or behind an option it is something to
 * type, and stays as it is. With spaces behind it, it is a cell of a table.
 */
const STAMP =
  /(?<=^|[\s(]|\p{Cc}\[[\d;]*m)(?<!--[\w-]+ )(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)(?=[.,;:!?)]*(?:[\s\p{Cc}]|$))( {3,})?/gmu;

/** As long as a stamp ever gets: no zone has a longer name here than `GMT+12:45`. */
const WIDEST = '2026-12-02 16:25 GMT+12:45';
const GAP = 2;

/** Text for people with every UTC stamp as the clock on their wall shows it: `2026-12-02 16:25 CET`. */
export function inZone(text: string, zone: string): string {
  const onClock = zone === 'UTC' ? inUtc : clockOf(zone);
  return text.replace(STAMP, (whole, stamp: string, padding: string | undefined) => {
    const date = new Date(stamp);
    if (Number.isNaN(date.getTime())) return whole;
    const shown = onClock(date);
    // What stands beside a table's cell must not move.
    return padding === undefined ? shown : shown.padEnd(whole.length - GAP) + ' '.repeat(GAP);
  });
}

/** The same where people are; the zone is asked for only if there is a stamp, because the first time costs 20 ms. */
export function shownTo(people: { readonly zone: string }, text: string): string {
  return text.search(STAMP) === -1 ? text : inZone(text, people.zone);
}

/** Columns that a text takes at most, whatever the zone in which its stamps are shown. */
export function roomFor(text: string): number {
  // Nearly every text has none, and looking for one takes long.
  if (!text.includes('Z')) return text.length;
  return text.replace(STAMP, (_whole, _stamp, padding = '') => WIDEST + String(padding)).length;
}

/** The same as the clock of that zone shows it, without Intl, whose first use takes 15 ms. */
function inUtc(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T');
  return `${day} ${time.slice(0, 'hh:mm'.length)} UTC`;
}

function clockOf(zone: string): (date: Date) => string {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'short',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (date) => {
    const parts = new Map(clock.formatToParts(date).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
    return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
  };
}
