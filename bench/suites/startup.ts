import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { atMost, ms, type Figure } from '../figures.ts';
import { environment, type Place } from '../program.ts';
import { ordinaryDay, writeRoster } from '../roster.ts';
import { writeSettings } from '../settings.ts';
import { withServer } from '../start-server.ts';
import { median } from '../statistics.ts';

const ROUNDS = 21;
/** Rounds before the measured ones, in which files come into memory. */
const WARM_UP = 2;
const PEOPLE = 40;

/** What may be typed, and how many times a bare start of Node it may take. */
const LIMITS = { '--version': 1.5, '--help': 1.5, 'settings show': 3, 'dry run, 40 people': 4 };

/** Starts Node and teamsync in turns, so that whatever else the machine does falls on all of them alike. */
export async function measureStartup(place: Place): Promise<Figure[]> {
  const roster = join(place.folder, 'forty.csv');
  const { people, wishFor } = ordinaryDay(PEOPLE);
  await writeRoster(roster, people, wishFor);
  const settings = writeSettings(place.folder);
  return withServer({ members: PEOPLE, latencyMs: 0, writesPerSecond: null }, ({ url }) => {
    const program = join(place.root, 'bin/teamsync.js');
    const dryRun = ['reconcile', roster, '--settings', settings, '--dry-run'];
    const starts = new Map([
      ['node -e 0', ['-e', '0']],
      ['--version', [program, '--version']],
      ['--help', [program, '--help']],
      ['settings show', [program, 'settings', 'show']],
      ['dry run, 40 people', [program, ...dryRun]],
    ]);
    const env = environment(place.folder, url);
    const times = inTurns(starts, (args) => start(args, env));
    const node = ms(median(times.get('node -e 0') ?? []));
    const figures = Object.entries(LIMITS).map(([name, limit]) =>
      atMost(name, ms(median(times.get(name) ?? [])), 'node -e 0', node, limit),
    );
    return Promise.resolve(figures);
  });
}

function inTurns(
  starts: ReadonlyMap<string, string[]>,
  run: (args: string[]) => number,
): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [name, args] of starts) {
      const time = run(args);
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), time]);
    }
  }
  return times;
}

function start(args: string[], env: Record<string, string>): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const time = performance.now() - began;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr.trim()}`);
  return time;
}
