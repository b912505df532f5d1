import { atMost, bytes, forComparison, MEGABYTE, ms, type Figure } from '../figures.ts';
import type { Place } from '../program.ts';
import { withServer } from '../start-server.ts';
import { dryRun, prepareRoster, type DryRun } from './scale.ts';

const SMALL = 100_000;
const LARGE = 1_000_000;

/** A dry run for a million people, against one for a hundred thousand right before it. */
export async function measureMillion(place: Place): Promise<Figure[]> {
  const small = await dryRunOf(place, SMALL);
  const large = await dryRunOf(place, LARGE);
  const plan = ms(large.report.timings.plan);
  const whole = ms(large.wallMs);
  return [
    atMost('plan', plan, '15 seconds', ms(15_000), 1),
    atMost('plan, growth', plan, '100,000 people', ms(small.report.timings.plan), 12),
    atMost('whole dry run, growth', whole, '100,000 people', ms(small.wallMs), 12),
    atMost('peak memory', bytes(large.peakBytes), '3,000 MB', bytes(3000 * MEGABYTE), 1),
    forComparison('whole dry run', whole, 'reading the listing', ms(large.report.timings.team)),
  ];
}

async function dryRunOf(place: Place, members: number): Promise<DryRun> {
  const roster = await prepareRoster(place, members);
  return withServer({ members, latencyMs: 0, writesPerSecond: null }, ({ url }) =>
    dryRun(place, roster, url),
  );
}
