import { join } from 'node:path';
import { compiled } from '../compiled.ts';
import { atMost, forComparison, ms, timesFaster, type Figure } from '../figures.ts';
import { someone } from '../people.ts';
import { environment, measure, runTeamsync, type Place } from '../program.ts';
import type { OneByOneOptions, OneByOneTimes } from '../protocol.ts';
import { writeRoster, type Wish } from '../roster.ts';
import { writeSettings } from '../settings.ts';
import { withServer } from '../start-server.ts';
import { waves } from '../statistics.ts';

const LATENCY_MS = 100;
/** Dropbox's own limit for `team/members/add_v2`; everything else is one person a call. */
const BATCH = 20;
/** The default of `--concurrency`. */
const CEILING = 4;
const MEMBERS = 2000;
/** A run may take so much longer than its bound; the bound itself is about 7 times faster than the script. */
const MOST_OF_BOUND = 1.2;
const LEAST_FASTER = 5.8;
const WORK = { provision: 1000, suspend: 1000, remove: 200 };
const SAMPLE = 40;

const SERVER = { members: MEMBERS, latencyMs: LATENCY_MS, writesPerSecond: null };

/** A large change at 100 ms a request, against what latency allows at best and against the script people write instead. */
export async function measureThroughput(place: Place, full: boolean): Promise<Figure[]> {
  const everything = await apply(place, 'everything', WORK);
  const additions = await apply(place, 'additions', { ...WORK, suspend: 0, remove: 0 });
  const script = await oneByOne(place, full);
  const whole = script.provision + script.suspend + script.remove;
  const writes = ms(bound(WORK));
  const additionsAlone = ms(bound({ ...WORK, suspend: 0, remove: 0 }));
  const name = full ? 'script, whole' : `script, sample of ${String(SAMPLE)} each`;
  return [
    atMost('2,200 changes', ms(everything), 'latency ÷ 4 in flight', writes, MOST_OF_BOUND),
    timesFaster('2,200 changes, × faster', ms(everything), name, ms(whole), LEAST_FASTER),
    timesFaster('1,000 provisions, × faster', ms(additions), name, ms(script.provision), 40),
    forComparison('1,000 provisions', ms(additions), 'latency ÷ 4 in flight', additionsAlone),
  ];
}

function bound({ provision, suspend, remove }: typeof WORK): number {
  const calls = Math.ceil(provision / BATCH) + suspend + remove;
  return waves(calls, CEILING, LATENCY_MS);
}

/** Milliseconds from the start of the program to its end, proof included. */
async function apply(place: Place, name: string, work: typeof WORK): Promise<number> {
  const roster = join(place.folder, `${name}.csv`);
  await writeRoster(roster, MEMBERS + work.provision, (number) => wishFor(number, work));
  const args = ['reconcile', roster, '--settings', writeSettings(place.folder), '--yes'];
  const { wallMs, report } = await withServer(SERVER, ({ url }) => runTeamsync(place, url, args));
  const wanted = work.provision + work.suspend + work.remove;
  if (report.summary.applied !== wanted || report.verified !== true)
    throw new Error(`applied ${String(report.summary.applied)} of ${String(wanted)} changes`);
  return wallMs;
}

function wishFor(number: number, { suspend, remove }: typeof WORK): Wish {
  // The first one is the admin.
  if (number === 0 || number > suspend + remove) return 'active';
  return number <= suspend ? 'suspended' : 'unassigned';
}

/** The script's times for everybody; measured on a few of each kind, and multiplied, unless it is to run whole. */
async function oneByOne(place: Place, full: boolean): Promise<OneByOneTimes> {
  const sizes = full ? WORK : { provision: SAMPLE, suspend: SAMPLE, remove: SAMPLE };
  const emails = (from: number, count: number): string[] =>
    Array.from({ length: count }, (_, index) => someone(from + index).email);
  const { output } = await withServer(SERVER, ({ url }) => {
    const options: OneByOneOptions = {
      url,
      provision: emails(MEMBERS, sizes.provision),
      suspend: emails(1, sizes.suspend),
      remove: emails(1 + sizes.suspend, sizes.remove),
    };
    const args = [compiled('one-by-one'), JSON.stringify(options)];
    return measure(args, place.folder, environment(place.folder, url));
  });
  const times = JSON.parse(output) as OneByOneTimes;
  return {
    provision: (times.provision * WORK.provision) / sizes.provision,
    suspend: (times.suspend * WORK.suspend) / sizes.suspend,
    remove: (times.remove * WORK.remove) / sizes.remove,
  };
}
