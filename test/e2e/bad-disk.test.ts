import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal, readJournal } from '../../src/state/journal.ts';
import { unfinishedRuns } from '../../src/state/unfinished-runs.ts';
import { teamFolder } from '../../src/state/team-folder.ts';
import { atSite, effectsOn, journalsOf, undisturbed, type Undisturbed } from '../helpers/crash.ts';
import { beforeSending, crashAndRunAgain } from '../helpers/killed-runs.ts';

const NEWLINE = 0x0a;
/** The first two requests that change something; the answer to one is written down when the other arrives. */
const FIRST_WRITE = 4;
const SECOND_WRITE = 5;

let known: Promise<Undisturbed> | null = null;

/** What a run without a crash does, found out once. */
function normal(): Promise<Undisturbed> {
  return (known ??= undisturbed(false));
}

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
  ['what it was about to send', SECOND_WRITE, 0, 0.5],
  ['what it was about to send, all but the end of its line', SECOND_WRITE, 0, 0.999],
  ['an answer', SECOND_WRITE, 1, 0.5],
  ['its very first line', FIRST_WRITE, 1, 0.3],
])(
  'the next run takes a journal that was cut off while the run wrote down %s',
  async (_what, request, gone, share) => {
    expect(
      await crashAndRunAgain(beforeSending(request), (await normal()).effects, cutting(gone, share)),
    ).toEqual([]);
  },
);

test('wherever the last record of a killed run is cut off, everything before it is read and can be continued', async () => {
  await atSite({}, async ({ here, sandbox, gate, reconcile }) => {
    await reconcile(beforeSending(SECOND_WRITE));
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
  [
    'has a file where the folder of the teams should be',
    async (state: string) => {
      await mkdir(state);
      await writeFile(join(state, 'teams'), '');
    },
  ],
])('a state folder that %s ends the run before anything is sent', async (_name, spoil) => {
  await atSite({}, async ({ here, sandbox, reconcile }) => {
    const state = join(here.folder, 'state');
    await spoil(state);
    const ran = await reconcile(null);
    expect([1, 7]).toContain(ran.exitCode);
    expect(ran.stderr).toContain(state);
    expect(sandbox.snapshot().counters.writes).toBe(0);
  });
});

test.runIf(process.platform === 'linux')(
  'a disk that is full when a run ends is an error of the run, and the changes stand',
  async () => {
    await atSite({}, async ({ here, sandbox, reconcile, leftOver }) => {
      const team = teamFolder(join(here.folder, 'state'), sandbox.snapshot().team.id);
      const log = join(team, 'audit.ndjson');
      await mkdir(team, { recursive: true });
      await symlink('/dev/full', log);
      const ran = await reconcile(null);
      expect(ran.exitCode).toBe(1);
      expect(ran.stderr).toContain(log);
      expect(effectsOn(sandbox)).toEqual((await normal()).effects);
      await rm(log);
      expect((await reconcile(null)).exitCode).toBe(0);
      expect(effectsOn(sandbox)).toEqual((await normal()).effects);
      expect(await leftOver()).toEqual([]);
    });
  },
);
