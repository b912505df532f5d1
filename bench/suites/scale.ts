import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compiled } from '../compiled.ts';
import { atMost, bytes, forComparison, MEGABYTE, ms, type Figure } from '../figures.ts';
import { environment, measure, runTeamsync, type Measured, type Place, type Report } from '../program.ts';
import { ordinaryDay, writeRoster } from '../roster.ts';
import { writeSettings } from '../settings.ts';
import { withServer } from '../start-server.ts';
import { median } from '../statistics.ts';

const PEOPLE = 100_000;
const ROUNDS = 3;
/** Sooner than the real Dropbox, where a page of 1,000 members has been seen to take seconds. */
const LATENCY_MS = 100;

const SERVER = { members: PEOPLE, writesPerSecond: null };

/** A dry run that was measured. */
export type DryRun = Measured & { report: Report };

/** Writes the roster of an ordinary day of a team of so many people, and gives its path. */
export async function prepareRoster({ folder }: Place, people: number): Promise<string> {
  const path = join(folder, `${String(people)}.csv`);
  const day = ordinaryDay(people);
  await writeRoster(path, day.people, day.wishFor);
  return path;
}

/** The same roster as some systems write it, every cell in quotes. */
async function withQuotes(place: Place, roster: string): Promise<string> {
  const path = join(place.folder, 'quoted.csv');
  await writeFile(path, (await readFile(roster, 'utf8')).replace(/[^,\n]+/g, '"$&"'));
  return path;
}

/** Runs `reconcile --dry-run` against a server. */
export async function dryRun(place: Place, roster: string, url: string): Promise<DryRun> {
  const settings = writeSettings(place.folder);
  return runTeamsync(place, url, ['reconcile', roster, '--settings', settings, '--dry-run']);
}

/** Reading, planning and rendering for 100,000 people. */
export async function measureScale(place: Place): Promise<Figure[]> {
  const roster = await prepareRoster(place, PEOPLE);
  const quoted = await withQuotes(place, roster);
  const { near, csv, pages, ...slow } = await withServer({ ...SERVER, latencyMs: 0 }, async ({ url }) => {
    const rounds = { near: [] as DryRun[], csv: [] as number[], pages: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.csv.push(await timeOf(place, 'csv-alone', roster));
      rounds.pages.push(await timeOf(place, 'read-pages', url));
      rounds.near.push(await dryRun(place, roster, url));
    }
    return {
      ...rounds,
      quotedCsv: await timeOf(place, 'csv-alone', quoted),
      quotedRun: await dryRun(place, quoted, url),
    };
  });
  const far = await withServer({ ...SERVER, latencyMs: LATENCY_MS }, async ({ url }) => ({
    pages: await timeOf(place, 'read-pages', url),
    run: await dryRun(place, roster, url),
  }));
  const middle = (figure: (run: DryRun) => number): number => median(near.map(figure));
  const rosterTime = ms(middle(({ report }) => report.timings.roster));
  const peak = bytes(Math.max(far.run.peakBytes, ...near.map(({ peakBytes }) => peakBytes)));
  return [
    atMost('roster', rosterTime, 'csv-parse alone', ms(median(csv)), 2),
    atMost('plan', ms(middle(({ report }) => report.timings.plan)), 'one second', ms(1000), 1),
    atMost('dry run, 100 ms a page', ms(far.run.wallMs), 'fetching the pages', ms(far.pages), 1.5),
    atMost('peak memory', peak, '400 MB', bytes(400 * MEGABYTE), 1),
    forComparison(
      'roster, every cell quoted',
      ms(slow.quotedRun.report.timings.roster),
      'csv-parse alone',
      ms(slow.quotedCsv),
    ),
    forComparison('dry run', ms(middle(({ wallMs }) => wallMs)), 'fetching the pages', ms(median(pages))),
    forComparison(
      'reading the team',
      ms(middle(({ report }) => report.timings.team)),
      'fetching the pages',
      ms(median(pages)),
    ),
  ];
}

/** The milliseconds that a small program of the benchmark tells. */
async function timeOf({ folder }: Place, program: string, argument: string): Promise<number> {
  const { output } = await measure([compiled(program), argument], folder, environment(folder, ''));
  return Number(output);
}
