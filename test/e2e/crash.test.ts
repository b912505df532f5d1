import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import { beforeAll, expect, test } from 'vitest';
import { openJournal, readJournal } from '../../src/state/journal.ts';
import { unfinishedRuns } from '../../src/state/runs.ts';
import {
  atSite,
  crashAndRunAgain,
  drawnCrashes,
  journalsOf,
  undisturbed,
  type Crash,
  type Moment,
  type Undisturbed,
} from '../helpers/crash.ts';

/** Each one is a process; more side by side than cores only makes them slow. */
const SIDE_BY_SIDE = 2;
const DRAWN = 12;
const SEED = 20260302;
const NEWLINE = 0x0a;
const TIMEOUT_MS = 180_000;

let normal: Undisturbed;

beforeAll(async () => {
  normal = await undisturbed(false);
});

function allOf(stage: Moment['stage']): Crash[] {
  return normal.routes.map((_, index) => ({
    moment: { request: index + 1, stage, laterMs: 0 },
    concurrency: 1,
    asJobs: false,
  }));
}

async function afterAll(crashes: readonly Crash[]): Promise<string[]> {
  const wrong = await pMap(crashes, (crash) => crashAndRunAgain(crash, normal), { concurrency: SIDE_BY_SIDE });
  return wrong.flat();
}

test('a run does something to somebody in every way, or its crashes would prove little', () => {
  const { work, mails } = normal.effects;
  const writes = ['set_profile_v2', 'recover', 'unsuspend', 'add_v2', 'suspend', 'remove'];
  for (const route of writes) expect(work.some((one) => one.startsWith(`team/members/${route} `))).toBe(true);
  expect(mails).toHaveLength(2);
});

test.each(['arrives', 'is carried out', 'is answered'] as const)(
  'whichever request %s when a run is killed, the next run does exactly what was left',
  { timeout: TIMEOUT_MS },
  async (stage) => {
    expect(await afterAll(allOf(stage))).toEqual([]);
  },
);

test(
  `whenever else a run is killed, with several calls in flight or with jobs, the next run does what was left (seed ${String(SEED)})`,
  { timeout: TIMEOUT_MS },
  async () => {
    expect(await afterAll(drawnCrashes(DRAWN, SEED, normal))).toEqual([]);
  },
);

/** The first write whose answer has been written down when the next one arrives. */
const SECOND_WRITE = 5;
const torn: Crash = {
  moment: { request: SECOND_WRITE, stage: 'arrives', laterMs: 0 },
  concurrency: 1,
  asJobs: false,
};

/** The first bytes of a file that hold so many lines less than all. */
function withoutLast(content: Buffer, lines: number): Buffer {
  let end = content.length;
  for (let line = 0; line < lines; line += 1) end = content.lastIndexOf(NEWLINE, end - 2) + 1;
  return content.subarray(0, end);
}

/** Cuts a journal off in the middle of the last record that is left when so many are gone. */
function cutting(gone: number, share: number): (journalFile: string) => Promise<void> {
  return async (journalFile) => {
    const content = withoutLast(await readFile(journalFile), gone);
    const start = withoutLast(content, 1).length;
    const length = Math.floor((content.length - start) * share);
    await writeFile(journalFile, content.subarray(0, start + length));
  };
}

test.each([
  ['what it was about to send', 0, 0.5],
  ['what it was about to send, all but the end of its line', 0, 0.999],
  ['an answer', 1, 0.5],
  ['the first line', 3, 0.3],
])('the next run takes a journal that was cut off while the run wrote down %s', async (_name, gone, share) => {
  expect(await crashAndRunAgain(torn, normal, cutting(gone, share))).toEqual([]);
});

test('wherever the last record of a killed run is cut off, everything before it is read and can be continued', async () => {
  await atSite(false, async ({ here, sandbox, gate, reconcile }) => {
    await reconcile(torn);
    await gate.revive();
    const [journalFile = ''] = await journalsOf(here, sandbox);
    const content = await readFile(journalFile);
    const { records } = await readJournal(journalFile);
    expect(records.map(({ type }) => type)).toEqual(['start', 'intent', 'answer', 'intent']);
    const start = withoutLast(content, 1).length;
    const team = sandbox.snapshot().team.id;
    for (let end = start; end <= content.length; end += 1) {
      await writeFile(journalFile, content.subarray(0, end));
      const whole = end === content.length;
      const kept = whole ? records : records.slice(0, -1);
      expect(await readJournal(journalFile)).toEqual({ records: kept, torn: !whole && end > start });
      const [run] = await unfinishedRuns(join(here.folder, 'state'), team);
      expect(run?.unsettled).toHaveLength(whole ? 1 : 0);
      const journal = await openJournal(journalFile);
      await journal.append({ type: 'end', at: records[0]?.at ?? '', exitCode: 137 });
      await journal.close();
      expect((await readJournal(journalFile)).records.map(({ type }) => type)).toEqual([
        ...kept.map(({ type }) => type),
        'end',
      ]);
    }
  });
});

test.each([
  ['lies below a file', (state: string) => writeFile(state, '')],
  ['has a file where the folder of the teams should be', (state: string) => teamsFile(state)],
])('a state folder that %s ends the run before anything is sent', async (_name, spoil) => {
  await atSite(false, async ({ here, sandbox, reconcile }) => {
    await spoil(join(here.folder, 'state'));
    const ran = await reconcile(null);
    expect([1, 7]).toContain(ran.exitCode);
    expect(ran.stderr).toContain(join(here.folder, 'state'));
    expect(sandbox.snapshot().counters.writes).toBe(0);
  });
});
