import { appendFile, chmod, copyFile, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startFakeDropbox } from '../../helpers/fake-dropbox.ts';
import type { Ran } from '../../helpers/run-main.ts';
import { watchtower } from './watching.ts';

/** What the log tells, without times, run ids and what is printed beside it. */
function logOf({ stderr }: Ran): string[] {
  return stderr
    .split('\n')
    .filter((line) => /^2026-03-0\dT/.test(line))
    .map((line) => line.slice(line.indexOf(' ') + 1).replaceAll(/run \d{8}T\d{6}Z-\w{6}/g, 'run ID'));
}

test('a watcher runs now and at the interval, and SIGTERM between two runs ends it with 0', async () => {
  const tower = await watchtower();
  const ran = await tower.watch(11);
  expect(logOf(ran)).toEqual([
    'watching roster.csv: runs now, when it changes, and 10 minutes after each run',
    'run begins: start',
    'run ID ended with exit code 0 (done); 8 of 8 changes applied; next run at 2026-03-02T10:10:02Z, or when the roster changes',
    'run begins: interval',
    'run ID ended with exit code 0 (done); nothing to change; next run at 2026-03-02T10:20:02Z, or when the roster changes',
    'stopped by SIGTERM between two runs',
  ]);
  expect(ran.exitCode).toBe(0);
  expect(ran.stdout.match(/^Team {4}/gm)).toHaveLength(2);
  const { stdout } = await tower.run('history list --json');
  const { data } = JSON.parse(stdout) as { data: { runs: { exitCode: number }[] } };
  expect(data.runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
});

test('Ctrl-C between two runs ends it with 0 as well', async () => {
  const tower = await watchtower();
  const ran = await tower.watch(1, { signalName: 'SIGINT' });
  expect([ran.exitCode, logOf(ran).at(-1)]).toEqual([0, 'stopped by SIGINT between two runs']);
});

test('with --json each run is one line of its own, also when it fails', async () => {
  const tower = await watchtower();
  const ran = await tower.watch(3, { line: '--json', at: { 1: () => writeFile(tower.roster, 'broken\n') } });
  const documents = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(documents).toMatchObject([
    { command: 'reconcile', ok: true, exitCode: 0, data: { mode: 'apply' }, error: null },
    { command: 'reconcile', ok: false, exitCode: 7, error: { code: 'invalid_roster' } },
  ]);
});

test('with --quiet only failures are told', async () => {
  const tower = await watchtower();
  const ran = await tower.watch(3, { line: '--quiet', at: { 1: () => writeFile(tower.roster, 'broken\n') } });
  expect(ran.stdout).toBe('');
  expect(ran.stderr).toMatch(
    /^error: .*roster\.csv: 1 problem.*\n.*\nhint: .*\n2026-03-02T10:01:0\dZ run ended with exit code 7 .*\n$/,
  );
});

test('the report is written anew by each run', async () => {
  const tower = await watchtower();
  const report = join(tower.folder, 'report.json');
  const reports: unknown[] = [];
  const keep = async (): Promise<void> => void reports.push(JSON.parse(await readFile(report, 'utf8')));
  await tower.watch(12, { line: '--report report.json', at: { 1: keep, 11: keep } });
  expect(reports).toMatchObject([{ summary: { applied: 8 } }, { summary: { applied: 0 } }]);
});

test('settings are read anew for each run', async () => {
  const tower = await watchtower();
  const settings = join(tower.folder, 'settings.json');
  const only = (update: boolean): string => {
    const [off, on] = [{ enabled: false }, { enabled: update }];
    return JSON.stringify({ provision: off, suspend: off, deprovision: off, update: on });
  };
  await writeFile(settings, only(false));
  const ran = await tower.watch(12, {
    line: `--settings ${settings}`,
    at: { 1: () => writeFile(settings, only(true)) },
  });
  expect(logOf(ran).filter((line) => line.startsWith('run ID'))).toEqual([
    expect.stringContaining('nothing to change'),
    expect.stringContaining('1 of 1 change applied'),
  ]);
});

describe('a roster', () => {
  test('that is replaced by a broken one fails once, and the watcher goes on', async () => {
    const tower = await watchtower();
    const good = join(tower.folder, 'good.csv');
    await copyFile(tower.roster, good);
    const ran = await tower.watch(4, {
      at: { 1: () => writeFile(tower.roster, 'broken\n'), 3: () => copyFile(good, tower.roster) },
    });
    expect(ran.exitCode).toBe(0);
    expect(logOf(ran).slice(3)).toEqual([
      'run begins: roster changed',
      'run ended with exit code 7 (settings or roster invalid: invalid_roster); nothing was changed; next run at 2026-03-02T10:21:02Z, or when the roster changes',
      'run begins: roster changed',
      'run ID ended with exit code 0 (done); nothing to change; next run at 2026-03-02T10:13:02Z, or when the roster changes',
      'stopped by SIGTERM between two runs',
    ]);
    expect(ran.stderr).toContain('hint: Correct what is named above');
  });

  test('that is gone for a moment is waited for', async () => {
    const tower = await watchtower();
    const away = join(tower.folder, 'away.csv');
    await copyFile(tower.roster, away);
    const date = new Date('2026-03-02T09:00:00Z');
    await utimes(tower.roster, date, date);
    const ran = await tower.watch(11, {
      at: {
        9: () => rm(tower.roster),
        10.5: async () => {
          await copyFile(away, tower.roster);
          await utimes(tower.roster, date, date);
        },
      },
    });
    expect(logOf(ran).slice(3)).toEqual([
      'waiting for roster.csv: there is no such file',
      'run begins: interval',
      expect.stringContaining('exit code 0') as string,
      'stopped by SIGTERM between two runs',
    ]);
  });

  test('that never comes makes a run fail after a while', async () => {
    const tower = await watchtower();
    await rm(tower.roster);
    const ran = await tower.watch(6);
    expect(logOf(ran)).toEqual([
      expect.stringContaining('watching') as string,
      'waiting for roster.csv: there is no such file',
      'run begins: start',
      expect.stringContaining('exit code 7 (settings or roster invalid: roster_unreadable)') as string,
      'stopped by SIGTERM between two runs',
    ]);
  });

  test('that never comes to rest is not believed, and the team stays as it is', async () => {
    const tower = await watchtower();
    const grow: Record<number, () => unknown> = {};
    for (let second = 0; second < 400; second += 1) grow[second / 60] = () => appendFile(tower.roster, '\n');
    const ran = await tower.watch(6, { at: grow });
    expect(logOf(ran).slice(1, 3)).toEqual([
      'run begins: start',
      expect.stringContaining('exit code 7 (settings or roster invalid: roster_unsettled)') as string,
    ]);
    expect(ran.stderr).toContain(
      'hint: It is read again as soon as its size and date stay the same for 2 seconds.',
    );
    expect((await tower.run('history list')).stdout).toContain('Nothing was run yet.');
  });
});

test('a lock that another run holds makes no wait longer', async () => {
  const tower = await watchtower();
  await tower.watch(1);
  const [team = ''] = await readdir(join(tower.folder, 'teams'));
  const owner = { pid: 1, host: 'elsewhere', command: 'reconcile', bootId: null, processStart: null };
  const lock = { ...owner, nonce: 'another', since: '2026-03-02T10:00:00.000Z' };
  await writeFile(join(tower.folder, 'teams', team, 'lock'), JSON.stringify(lock));
  const log = logOf(await tower.watch(21));
  expect(log.filter((line) => line.startsWith('run begins'))).toEqual([
    'run begins: start',
    'run begins: interval',
    'run begins: interval',
  ]);
  expect(log[2]).toContain('exit code 9 (another run is at work: locked); nothing was changed; next run at');
});

test('a failure that lasts is told of once, and that it is over as well', async () => {
  const hook = await startFakeDropbox({ '/hook': { text: 'ok' } });
  const tower = await watchtower({ TEAMSYNC_WEBHOOK_URL: `${hook.origin}/hook` });
  const good = await readFile(tower.roster, 'utf8');
  await writeFile(tower.roster, 'broken\n');
  const ran = await tower.watch(40, { at: { 35: () => writeFile(tower.roster, good) } });
  expect(logOf(ran).filter((line) => line.startsWith('run begins'))).toEqual([
    'run begins: start',
    'run begins: trying again after a failure',
    'run begins: roster changed',
  ]);
  expect(hook.seen.map(({ body }) => (body as { text: string }).text.split('\n')[0])).toEqual([
    'teamsync reconcile --sandbox: failed (exit code 7, invalid_roster)',
    'teamsync reconcile --sandbox: works again (exit code 0)',
  ]);
});

test('status tells whether a watcher is healthy', async () => {
  const tower = await watchtower();
  const good = await readFile(tower.roster, 'utf8');
  await writeFile(tower.roster, 'broken\n');
  await tower.watch(5);
  expect(await tower.run('status --max-age 30m')).toMatchObject({
    exitCode: 4,
    stderr: expect.stringContaining('ended with exit code 7 (invalid_roster') as string,
  });
  await writeFile(tower.roster, good);
  await tower.watch(5);
  expect((await tower.run('status --max-age 30m')).exitCode).toBe(0);
  await writeFile(tower.roster, 'broken\n');
  await tower.watch(60);
  expect((await tower.run('status --max-age 30m')).exitCode).toBe(4);
});

test('a state folder that cannot be written ends no watcher, and each run tells', async () => {
  const tower = await watchtower();
  await tower.watch(1);
  const teams = join(tower.folder, 'teams');
  await rm(teams, { recursive: true });
  await writeFile(teams, '');
  await chmod(teams, 0o600);
  const ran = await tower.watch(25);
  expect(ran.exitCode).toBe(0);
  expect(logOf(ran).filter((line) => line.includes('exit code 1 '))).toHaveLength(2);
});
