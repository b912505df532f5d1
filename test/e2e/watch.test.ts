import type { ChildProcess } from 'node:child_process';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { install, type Installation, type Ran } from '../helpers/cli.ts';
import { atSite, type Site } from '../helpers/crash.ts';

/** A watcher that is at work. */
interface Watcher {
  /** Resolves when standard error has these words once more than whoever waited for them before has seen. */
  says: (words: RegExp) => Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
  ended: Promise<Ran>;
}

/** Starts a watcher in an installation. */
function startWatcher(
  here: Installation,
  args: readonly string[],
  env: Record<string, string> = {},
): Watcher {
  let text = '';
  let seen = 0;
  let child: ChildProcess | null = null;
  let look: () => void = () => undefined;
  const ended = here.run(['reconcile', ...args, '--yes', '--watch'], {
    env,
    onStart: (started) => {
      child = started;
      started.stderr?.on('data', (more: string) => {
        text += more;
        look();
      });
    },
  });
  const says = (words: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      look = () => {
        const found = words.exec(text.slice(seen));
        if (found === null) return;
        seen += found.index + found[0].length;
        look = () => undefined;
        resolve();
      };
      void ended.then(({ stderr }) => {
        reject(new Error(`the watcher ended without saying ${String(words)}: ${stderr}`));
      });
      look();
    });
  return { says, ended, kill: (signal) => child?.kill(signal) };
}

async function withRoster(here: Installation): Promise<{ roster: string; good: string }> {
  const roster = join(here.folder, 'roster.csv');
  await copyFile('fixtures/roster.csv', roster);
  return { roster, good: await readFile(roster, 'utf8') };
}

test('a watcher follows its roster, outlives a broken one, and SIGTERM ends it with 0', async () => {
  const here = await install();
  const { roster, good } = await withRoster(here);
  const { says, kill, ended } = startWatcher(here, [roster, '--sandbox', '--json']);
  await says(/run begins: start\n/);
  await says(/ended with exit code 0 \(done\); 8 of 8 changes applied; next run at /);

  await writeFile(roster, 'broken\n');
  await says(/run begins: roster changed\n/);
  await says(/ended with exit code 7 \(settings or roster invalid: invalid_roster\)/);
  const status = await here.run(['status', '--max-age', '1ms', '--sandbox']);
  expect([status.exitCode, status.stderr]).toEqual([
    4,
    expect.stringContaining('exit code 7 (invalid_roster'),
  ]);

  const next = join(here.folder, 'next.csv');
  await writeFile(next, `${good}zoe.new@example.com,Zoe,New,E99,active,\n`);
  await rename(next, roster);
  await says(/run begins: roster changed\n/);
  await says(/ended with exit code 0 \(done\); 1 of 1 change applied/);
  expect((await here.run(['status', '--max-age', '1h', '--sandbox'])).exitCode).toBe(0);

  kill('SIGTERM');
  const ran = await ended;
  expect([ran.exitCode, ran.stderr.trimEnd().split('\n').at(-1)]).toEqual([
    0,
    expect.stringMatching(/Z stopped by SIGTERM between two runs$/),
  ]);
  const documents = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { exitCode: number });
  expect(documents.map(({ exitCode }) => exitCode)).toEqual([0, 7, 0]);
});

/** The first request that changes something. */
const FIRST_WRITE = 4;

/** A watcher in the middle of a run, which goes on when it is released. */
async function inTheMiddle(
  { here, gate, args, env }: Site,
  signal: NodeJS.Signals,
): Promise<Watcher & { release: () => void }> {
  const { arrived, release } = gate.hold(FIRST_WRITE);
  const words = args.filter((word) => word !== 'reconcile' && word !== '--json');
  const watcher = startWatcher(here, words, env);
  await arrived;
  watcher.kill(signal);
  await watcher.says(/Stopping: no new call is made/);
  return { ...watcher, release };
}

test.each([
  ['SIGTERM', 0],
  ['SIGINT', 130],
] as const)('%s during a run ends that in good order, and the watcher with %i', async (signal, exitCode) => {
  await atSite({}, async (site) => {
    const { release, ended } = await inTheMiddle(site, signal);
    release();
    const ran = await ended;
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toMatch(
      new RegExp(`stopped by ${signal} during the run \\S+, which leaves \\d+ changes to the next one\n$`),
    );
    const next = await site.reconcile(null);
    expect([next.exitCode, await site.leftOver()]).toEqual([0, []]);
  });
});

test('SIGTERM while a run still reads ends the watcher with 0, although no answer comes', async () => {
  await atSite({}, async (site) => {
    const { arrived, release } = site.gate.hold(1);
    const words = site.args.filter((word) => word !== 'reconcile' && word !== '--json');
    const { kill, ended } = startWatcher(site.here, words, site.env);
    await arrived;
    kill('SIGTERM');
    const ran = await ended;
    site.gate.arm({ request: 1, stage: 'arrives', laterMs: 0 }, () => undefined);
    release();
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toMatch(/stopped by SIGTERM before the run had changed anything\n$/);
  });
});

test('a second signal ends a watcher at once', async () => {
  await atSite({}, async (site) => {
    const { kill, ended, release } = await inTheMiddle(site, 'SIGTERM');
    kill('SIGTERM');
    const ran = await ended;
    // Nobody is there any more to whom the gate could pass the answer.
    site.gate.arm({ request: FIRST_WRITE, stage: 'arrives', laterMs: 0 }, () => undefined);
    release();
    expect(ran.exitCode).toBe(143);
  });
});

test('a login that is missing ends no watcher: each run says what to do and when it tries again', async () => {
  const here = await install();
  const { roster } = await withRoster(here);
  const { says, kill, ended } = startWatcher(here, [roster]);
  await says(/hint: Authorize one with: teamsync auth dropbox/);
  await says(/exit code 5 \(not authorized: not_authorized\); nothing was changed; next run at /);
  kill('SIGINT');
  expect((await ended).exitCode).toBe(0);
});

test('what cannot be watched ends at once with 7', async () => {
  const here = await install();
  const ran = await here.run(['reconcile', 'fixtures', '--yes', '--watch', '--sandbox']);
  expect([ran.exitCode, ran.stdout]).toEqual([7, '']);
  expect(ran.stderr).toBe(
    'error: --watch needs a roster that is a file, and fixtures is a folder.\n' +
      'hint: Type: teamsync reconcile FILE --yes --watch --sandbox\n',
  );
});
