import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/auth/secret.ts';
import { listRuns } from '../../../src/state/list-runs.ts';
import { idOf } from '../../helpers/changes.ts';
import type { Outside } from '../../helpers/context.ts';
import { EVERYTHING_ON, inSync } from '../../helpers/team-builder.ts';
import { conducted, ended, outsideIn, type Conducted, type Setting } from './conducted.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const leaving = base.withoutPerson('p1@example.com');
const LEAVER = idOf('p1@example.com');
const REFUSES = { [LEAVER]: { kind: 'refused', code: 'x' } } as const;

/** Conducts a run with a report, and reads that. */
async function reportOn(
  world: typeof base,
  { options, ...setting }: Setting = {},
  name = 'report.json',
): Promise<Conducted & { text: string }> {
  const run = await conducted(world, { ...setting, options: { report: name, ...options } });
  return { ...run, text: await readFile(join(run.folder, name), 'utf8') };
}

/** A world in which a signal comes when the changes are about to be sent. */
function interruptedBy(name: 'SIGINT' | 'SIGTERM'): (folder: string) => Outside {
  const controller = new AbortController();
  const graceful: Outside['graceful'] = (work) => {
    controller.abort(name);
    return work();
  };
  return (folder) => outsideIn(folder, { signal: controller.signal, graceful });
}

describe('a report is written', () => {
  test('of a dry run, with the data of the run in it', async () => {
    const { text, report, outside, outcome } = await reportOn(leaving, { options: { dryRun: true } });
    expect(JSON.parse(text)).toEqual(report);
    expect(ended(outcome)).toEqual([0, null]);
    expect(outside.stderr.text).toContain('Report written to report.json.');
  });

  test('of a run that was applied, with what became of it', async () => {
    const { text, report } = await reportOn(leaving);
    expect(JSON.parse(text)).toEqual(report);
    expect(report).toMatchObject({ verified: true, summary: { applied: 1 } });
  });

  test.each<[string, Setting, string]>([
    [
      'a rail refused',
      { options: { yes: true, report: 'report.md' } },
      'Ended with exit code 3 (over&#95;limit)',
    ],
    ['nobody agreed to', { options: { yes: false } }, 'Ended with exit code 7 (confirmation&#95;needed)'],
    ['failed in part', { tricks: REFUSES }, 'Ended with exit code 4 (some&#95;changes&#95;failed)'],
  ])('of a run that %s, with how it ended', async (what, setting, words) => {
    const world = what === 'a rail refused' ? leaving.settings({ safety: { maxDeprovisions: 0 } }) : leaving;
    const { text } = await reportOn(world, setting, 'report.md');
    expect(text).toContain(words);
    expect(text).toContain('`p1@example.com`');
  });

  test('of a run that was interrupted, with what was not reached as skipped', async () => {
    const outside = interruptedBy('SIGTERM');
    const { text, outcome } = await reportOn(leaving, { outside }, 'report.csv');
    expect(ended(outcome)).toEqual([143, 'interrupted']);
    expect(text).toMatch(/^skipped,deprovision,\w+,p1@example\.com,/m);
  });

  test('with what the run warns of and when it ended', async () => {
    const { text } = await reportOn(leaving, { options: { dryRun: true } }, 'report.html');
    expect(text).toContain('Odd.');
    expect(text).toContain('2026-03-02 10:00 UTC');
  });

  test('readable by its owner alone, whole in the place of an earlier one, in a folder that is made', async () => {
    const { folder } = await reportOn(leaving, {}, join('some', 'folder', 'report.md'));
    const path = join(folder, 'some', 'folder', 'report.md');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'earlier');
    await chmod(path, 0o644);
    const { text } = await reportOn(base, { folder }, join('some', 'folder', 'report.md'));
    expect(text).toMatch(/^## teamsync: No changes\n/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'some', 'folder'))).toEqual(['report.md']);
  });
});

test('without --report there is none', async () => {
  const { folder } = await conducted(leaving, { options: { dryRun: true } });
  expect(await readdir(folder)).toEqual([]);
});

describe('a report that cannot be written', () => {
  const blocking = async (setting: Setting = {}): Promise<Conducted> => {
    const earlier = await conducted(base);
    await mkdir(join(earlier.folder, 'report.json'));
    return conducted(leaving, {
      ...setting,
      folder: earlier.folder,
      options: { report: 'report.json', ...setting.options },
    });
  };

  test('is the error of a run that went well, and nothing else of the run is lost', async () => {
    const { outcome, report, folder } = await blocking();
    expect(ended(outcome)).toEqual([1, 'cannot_write']);
    expect(outcome.error?.message).toMatch(
      /^The report of this run is missing\. Cannot write .*report\.json \(EISDIR\)\. The run itself ended with 0\.$/,
    );
    expect(report).toMatchObject({ verified: true, summary: { applied: 1 } });
    const { runs } = await listRuns(folder, { teamId: 'dbtid:1' });
    expect(runs.find(({ runId }) => runId === report.runId)).toMatchObject({ exitCode: 0, outcome: 'done' });
  });

  test('keeps the error of the run as a warning', async () => {
    const { outcome } = await blocking({ tricks: REFUSES });
    expect(ended(outcome)).toEqual([1, 'cannot_write']);
    expect(outcome.error?.message).toContain('The run itself ended with 4.');
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['roster', 'some_changes_failed']);
  });

  test('is a warning beside an interrupt', async () => {
    const { outcome } = await blocking({ outside: interruptedBy('SIGINT') });
    expect(ended(outcome)).toEqual([130, 'interrupted']);
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['roster', 'cannot_write']);
  });
});

test.each(['report.md', 'report.csv', 'report.html', 'report.json'])(
  'no secret gets into %s, however it would be escaped there',
  async (name) => {
    const value = `sl.u.<secret>_"quoted"&'more'|@${name}`;
    const secret = new Secret(value);
    const warnings = [{ code: 'odd', message: `Odd: ${secret.reveal()}` }];
    const origin = { source: secret.reveal(), format: 'csv', sha256: '' } as const;
    const refused = { [LEAVER]: { kind: 'refused', code: secret.reveal() } } as const;
    const { text } = await reportOn(leaving, { wishes: { warnings, origin }, tricks: refused }, name);
    expect(text).toContain(name === 'report.md' ? '&#91;redacted&#93;' : '[redacted]');
    expect(text).not.toMatch(/quoted|more/);
  },
);
