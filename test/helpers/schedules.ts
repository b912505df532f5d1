import fc from 'fast-check';
import type { SandboxSnapshot } from '../../src/sandbox/snapshot.ts';
import { complaintsAbout, leftOf, mailedTwice, unfinished } from '../soak/judge.ts';
import { mayOmit, randomFaults } from '../soak/random-faults.ts';
import { randomTeam, type RandomTeam } from '../soak/random-teams.ts';
import type { Report } from '../soak/report.ts';
import { control, openTheatre, reconcile, type Manner, type Stage, type Theatre } from '../soak/theatre.ts';
import { wishesOf, type Wishes } from '../soak/wishes.ts';

/** A team, what goes wrong while it is reconciled, and how. */
export interface Schedule {
  team: RandomTeam;
  faults: object[];
  concurrency: number;
  /** Somebody interrupts the run when it looks at the clock for the nth time; `null` when nobody does. */
  interruptAt: number | null;
  /** Where the run's own random numbers begin. */
  chance: number;
}

/** Clean runs that may be needed until nothing is left to do. */
const CLEAN_RUNS = 2;
/** After these, staged removals are due, and what was removed cannot come back. */
const LATER_MS = 8 * 86_400_000;

/** Any team of a few people in any weather. */
const schedule: fc.Arbitrary<Schedule> = fc.record({
  team: randomTeam,
  faults: randomFaults,
  concurrency: fc.constantFrom(1, 1, 4),
  interruptAt: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) },
  ),
  chance: fc.nat(1_000_000),
});

/** A schedule that is being played. */
interface Play {
  stage: Stage;
  wishes: Wishes;
  manner: Manner;
  /** Every promise that was broken so far. */
  broken: string[];
}

/** Runs a schedule on a team of its own; answers with every promise that was broken. */
export async function play(planned: Schedule): Promise<string[]> {
  const theatre = await openTheatre();
  try {
    return await playAt(theatre, planned);
  } finally {
    await theatre.close();
  }
}

function playAt(theatre: Theatre, { team, chance, ...planned }: Schedule): Promise<string[]> {
  return theatre.on(team, chance, async (stage) => {
    const { concurrency } = planned;
    const played: Play = { stage, wishes: wishesOf(team), manner: { concurrency }, broken: [] };
    await inAllWeathers(played, planned);
    return played.broken;
  });
}

async function inAllWeathers(
  played: Play,
  { faults, concurrency, interruptAt }: Pick<Schedule, 'faults' | 'concurrency' | 'interruptAt'>,
): Promise<void> {
  const { stage, broken } = played;
  const begun = stage.sandbox.snapshot();
  await control(stage, 'POST', 'faults', faults);
  const { exitCode } = await judged(played, 'in bad weather', { concurrency, interruptAt });
  await control(stage, 'DELETE', 'faults');
  const last = await inGoodWeather(played, 'in good weather', exitCode === 0 && !mayOmit(faults));
  broken.push(...mailedTwice(begun, stage.sandbox.snapshot()));
  const waiting = waitingIn(last);
  if (waiting.size === 0) return;
  await stage.clock.sleep(LATER_MS);
  const later = stage.sandbox.snapshot();
  const end = await inGoodWeather(played, 'some days later', false);
  broken.push(...mailedTwice(later, stage.sandbox.snapshot()));
  for (const email of waitingIn(end)) {
    if (waiting.has(email)) broken.push(`some days later: ${email} still waits to be removed`);
  }
}

/** Whose removal has begun. */
function waitingIn({ data: { kept = [] } }: Report): ReadonlySet<string> {
  return new Set(kept.filter(({ code }) => code === 'waiting_for_removal').map(({ email }) => email));
}

/** Runs until nothing is left to do, or too often; answers with the last report. */
async function inGoodWeather(played: Play, when: string, wasFinished: boolean): Promise<Report> {
  const { stage, wishes, manner, broken } = played;
  let wasGood = wasFinished;
  for (let looks = 0; ; looks += 1) {
    const report = await judged(played, when, manner);
    const left = leftOf(report).map(({ id }) => id);
    if (left.length === 0 || looks === CLEAN_RUNS) {
      broken.push(...unfinished(report, wishes, stage.sandbox.snapshot()).map((what) => `${when}: ${what}`));
      return report;
    }
    if (wasGood) broken.push(`${when}: a run ended with 0 and left ${left.join(', ')}`);
    wasGood = report.exitCode === 0;
  }
}

/** A run; everything about it that is not so is written down. */
async function judged({ stage, wishes, broken }: Play, when: string, manner: Manner): Promise<Report> {
  const before: SandboxSnapshot = stage.sandbox.snapshot();
  const report = await reconcile(stage, manner);
  const wrong = complaintsAbout(report, wishes, before, stage.sandbox.snapshot());
  broken.push(...wrong.map((what) => `${when}: ${what}`));
  return report;
}

/** Schedules mostly wait for sockets and disks, so several are played side by side. */
const SIDE_BY_SIDE = 6;

/** Fails with the seed, the path and the shrunk schedule when any of so many schedules breaks a promise. */
export async function checkSchedules(schedules: number, seed: number): Promise<void> {
  const numRuns = Math.ceil(schedules / SIDE_BY_SIDE);
  const lane = async (number: number): Promise<void> => {
    const theatre = await openTheatre();
    const property = fc.asyncProperty(schedule, async (planned) => {
      const broken = await playAt(theatre, planned);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    });
    try {
      await fc.assert(property, { numRuns, seed: seed + number });
    } finally {
      await theatre.close();
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_, number) => lane(number)));
}
