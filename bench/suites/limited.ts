import { join } from 'node:path';
import { atMost, ms, type Figure } from '../figures.ts';
import { runTeamsync, type Place } from '../program.ts';
import { writeRoster } from '../roster.ts';
import { writeSettings } from '../settings.ts';
import { withServer } from '../start-server.ts';
import { allowance } from '../statistics.ts';

const PER_SECOND = 5;
const MEMBERS = 1000;
const SUSPENDED = 200;
const SERVER = { members: MEMBERS, latencyMs: 20, writesPerSecond: PER_SECOND };

/** A change on a server that allows 5 writes a second and answers 429 to more. */
export async function measureLimited(place: Place): Promise<Figure[]> {
  const roster = join(place.folder, 'limited.csv');
  await writeRoster(roster, MEMBERS, (number) =>
    number > 0 && number <= SUSPENDED ? 'suspended' : 'active',
  );
  const args = ['reconcile', roster, '--settings', writeSettings(place.folder), '--yes'];
  const { wallMs, report } = await withServer(SERVER, ({ url }) => runTeamsync(place, url, args));
  if (report.summary.applied !== SUSPENDED)
    throw new Error(`applied ${String(report.summary.applied)} of ${String(SUSPENDED)} changes`);
  const bound = ms(allowance(SUSPENDED, PER_SECOND, PER_SECOND));
  return [atMost('200 suspensions', ms(wallMs), '5 writes a second', bound, 1.5)];
}
