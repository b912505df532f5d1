import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { teamFolder } from '../../src/state/team-folder.ts';
import { atSite, effectsOn, undisturbed, type Site, type Undisturbed } from '../helpers/crash.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';

const LATENCY_MS = 100;
const FIRST_WRITE = 4;
const SECOND_WRITE = 5;
const PATIENCE = { timeout: 60_000, interval: 10 };

let known: Promise<Undisturbed> | null = null;

/** What a run does that nobody disturbs, found out once. */
function normal(): Promise<Undisturbed> {
  return (known ??= undisturbed(false));
}

const lockOf = ({ here, sandbox }: Site): string =>
  join(teamFolder(join(here.folder, 'state'), sandbox.snapshot().team.id), 'lock');

test('while a run is at work another one ends with 9 and names it, and does nothing', async () => {
  await atSite({}, async ({ gate, reconcile, pids, sandbox }) => {
    const { arrived, release } = gate.hold(FIRST_WRITE);
    const first = reconcile(null);
    await arrived;
    const second = await reconcile(null);
    const holder = { pid: pids[0], host: hostname() };
    expect(second.exitCode).toBe(9);
    expect(documentOf(second)).toMatchObject({ ok: false, error: { code: 'locked', details: holder } });
    expect(second.stderr).toContain(String(holder.pid));
    expect(second.stderr).toContain(holder.host);
    expect(sandbox.snapshot().counters.writes).toBe(0);
    release();
    expect((await first).exitCode).toBe(0);
    expect(effectsOn(sandbox)).toEqual((await normal()).effects);
  });
});

test('of two runs that start at once one does everything, and nothing is done twice', async () => {
  await atSite({ latencyMs: LATENCY_MS }, async ({ reconcile, sandbox }) => {
    const both = await Promise.all([reconcile(null), reconcile(null)]);
    const codes = both.map(({ exitCode }) => exitCode).sort();
    // On a busy machine one may be over before the other has begun.
    expect([
      [0, 0],
      [0, 9],
    ]).toContainEqual(codes);
    expect(effectsOn(sandbox)).toEqual((await normal()).effects);
  });
});

test('a run that waits for another one starts when that is over, and finds nothing to do', async () => {
  await atSite({}, async ({ gate, reconcile, sandbox }) => {
    const { arrived, release } = gate.hold(FIRST_WRITE);
    const first = reconcile(null);
    await arrived;
    const second = reconcile(null, '--wait', '20s');
    await vi.waitFor(() => {
      expect(gate.routes.length).toBeGreaterThan(FIRST_WRITE + 2);
    }, PATIENCE);
    release();
    const [done, waited] = await Promise.all([first, second]);
    expect([done.exitCode, waited.exitCode]).toEqual([0, 0]);
    expect(dataOf(done)['changes']).toHaveLength(8);
    expect(dataOf(waited)['changes']).toHaveLength(0);
    expect(effectsOn(sandbox)).toEqual((await normal()).effects);
  });
});

test('the lock of a run that was killed is taken over with a warning, and given back', async () => {
  await atSite({}, async (site) => {
    const { reconcile, gate, pids } = site;
    const moment = { request: SECOND_WRITE, stage: 'arrives', laterMs: 0 } as const;
    const killed = await reconcile({ moment, concurrency: 1, asJobs: false });
    expect(killed.exitCode).toBeNull();
    expect(existsSync(lockOf(site))).toBe(true);
    await gate.revive();
    const next = await reconcile(null);
    expect(next.exitCode).toBe(0);
    const warnings = documentOf(next)['warnings'] as { code: string; message: string }[];
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['stale_lock', 'run_settled']));
    expect(warnings.find(({ code }) => code === 'stale_lock')?.message).toContain(String(pids[0]));
    expect(existsSync(lockOf(site))).toBe(false);
  });
});

test('two machines that know nothing of each other do nothing to anybody twice', async () => {
  await atSite({ latencyMs: LATENCY_MS }, async ({ here, reconcile, args, env, sandbox }) => {
    const elsewhere = { ...env, TEAMSYNC_STATE_DIR: join(here.folder, 'elsewhere') };
    const both = await Promise.all([reconcile(null), here.run([...args, '--yes'], { env: elsewhere })]);
    for (const { exitCode } of both) expect([0, 4]).toContain(exitCode);
    const { work, mails } = effectsOn(sandbox);
    expect(mails).toEqual((await normal()).effects.mails);
    const once = work.filter((one) => !one.includes('set_profile'));
    expect(once).toEqual((await normal()).effects.work.filter((one) => !one.includes('set_profile')));
    expect((await reconcile(null)).exitCode).toBe(0);
  });
});

test('a dry run neither takes the lock nor waits for it', async () => {
  await atSite({}, async (site) => {
    const { gate, reconcile } = site;
    const { arrived, release } = gate.hold(FIRST_WRITE);
    const running = reconcile(null);
    await arrived;
    const looked = await reconcile(null, '--dry-run');
    expect(looked.exitCode).toBe(0);
    expect(documentOf(looked)).toMatchObject({ data: { mode: 'dry-run' } });
    const warnings = documentOf(looked)['warnings'] as { code: string }[];
    expect(warnings.map(({ code }) => code)).toContain('run_unfinished');
    expect(existsSync(lockOf(site))).toBe(true);
    release();
    expect((await running).exitCode).toBe(0);
    await reconcile(null, '--dry-run');
    expect(existsSync(lockOf(site))).toBe(false);
  });
});
