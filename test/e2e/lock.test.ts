import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { teamFolder } from '../../src/state/team-folder.ts';
import { atSite, effectsOn, undisturbed, type Site } from '../helpers/crash.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';

/** Long enough that a second process is there before the first one ends. */
const LATENCY_MS = 150;
const SECOND_WRITE = 5;

const lockOf = ({ here, sandbox }: Site): string =>
  join(teamFolder(join(here.folder, 'state'), sandbox.snapshot().team.id), 'lock');

test('of two runs at once one does everything, and the other ends with 9 and names it', async () => {
  const normal = await undisturbed(false);
  await atSite({ latencyMs: LATENCY_MS }, async ({ reconcile, pids, sandbox }) => {
    const both = await Promise.all([reconcile(null), reconcile(null)]);
    expect(both.map(({ exitCode }) => exitCode).sort()).toEqual([0, 9]);
    const winner = both.findIndex(({ exitCode }) => exitCode === 0);
    const loser = both[1 - winner] ?? both[0];
    const holder = { pid: pids[winner], host: hostname() };
    expect(documentOf(loser)).toMatchObject({ ok: false, error: { code: 'locked', details: holder } });
    expect(loser.stderr).toContain(String(holder.pid));
    expect(loser.stderr).toContain(holder.host);
    expect(effectsOn(sandbox)).toEqual(normal.effects);
  });
});

test('two runs that wait for each other both end with 0, and the second finds nothing to do', async () => {
  const normal = await undisturbed(false);
  await atSite({ latencyMs: LATENCY_MS }, async ({ reconcile, sandbox }) => {
    const both = await Promise.all([reconcile(null, '--wait', '20s'), reconcile(null, '--wait', '20s')]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const done = both.map((ran) => (dataOf(ran)['changes'] as object[]).length);
    expect(done.sort()).toEqual([0, 8]);
    expect(effectsOn(sandbox)).toEqual(normal.effects);
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
  const normal = await undisturbed(false);
  await atSite({ latencyMs: LATENCY_MS }, async ({ here, reconcile, args, env, sandbox }) => {
    const elsewhere = { ...env, TEAMSYNC_STATE_DIR: join(here.folder, 'elsewhere') };
    const both = await Promise.all([reconcile(null), here.run([...args, '--yes'], { env: elsewhere })]);
    for (const { exitCode } of both) expect([0, 4]).toContain(exitCode);
    const { work, mails } = effectsOn(sandbox);
    expect(mails).toEqual(normal.effects.mails);
    const once = work.filter((one) => !one.includes('set_profile'));
    expect(once).toEqual(normal.effects.work.filter((one) => !one.includes('set_profile')));
    expect((await reconcile(null)).exitCode).toBe(0);
  });
});

test('a dry run neither takes the lock nor waits for it', async () => {
  await atSite({ latencyMs: LATENCY_MS }, async (site) => {
    const { reconcile, sandbox } = site;
    const running = reconcile(null);
    await vi.waitFor(
      () => {
        expect(sandbox.snapshot().counters.writes).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 5 },
    );
    expect(existsSync(lockOf(site))).toBe(true);
    const looked = await reconcile(null, '--dry-run');
    expect(looked.exitCode).toBe(0);
    expect(documentOf(looked)).toMatchObject({
      data: { mode: 'dry-run' },
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'run_unfinished' })]) as unknown,
    });
    expect((await running).exitCode).toBe(0);
    await reconcile(null, '--dry-run');
    expect(existsSync(lockOf(site))).toBe(false);
  });
});
