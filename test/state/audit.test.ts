import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendAudit, verifyAudit, type AuditEntry } from '../../src/state/audit.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const pathIn = (folder: string): string => join(folder, 'audit.ndjson');

function entry(runId: string): AuditEntry {
  return {
    at: '2026-11-25T15:25:08.000Z',
    runId,
    command: 'reconcile',
    mode: 'apply',
    exitCode: 0,
    summary: { suspend: 1, applied: 1 },
    changes: [
      { id: 'suspend:ana@example.com', action: 'suspend', email: 'ana@example.com', status: 'applied' },
    ],
  };
}

/** A log of five runs, with the hash of each entry. */
async function fiveRuns(): Promise<{ folder: string; heads: string[]; lines: string[] }> {
  const folder = join(await temporaryFolder(), 'teams', 'one');
  const heads: string[] = [];
  for (const number of [0, 1, 2, 3, 4]) heads.push(await appendAudit(folder, entry(`run-${String(number)}`)));
  const lines = (await readFile(pathIn(folder), 'utf8')).trimEnd().split('\n');
  return { folder, heads, lines };
}

test('a log that was only added to is intact', async () => {
  const { folder, heads } = await fiveRuns();
  const intact = { intact: true, entries: 5, firstBroken: null };
  expect(await verifyAudit(folder)).toEqual(intact);
  expect(await verifyAudit(folder, heads[4])).toEqual(intact);
  expect(await verifyAudit(folder, heads[2])).toEqual(intact);
  expect((await stat(pathIn(folder))).mode & 0o777).toBe(0o600);
});

test('each entry holds what was given, its number, the hash before it and its own', async () => {
  const { heads, lines } = await fiveRuns();
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const [n, found] of parsed.entries()) {
    const { hash, ...content } = found;
    const prev = n === 0 ? '0'.repeat(64) : heads[n - 1];
    expect(content).toEqual({ ...entry(`run-${String(n)}`), n, prev });
    expect(hash).toBe(heads[n]);
    // The keys of the line are in order already, so that its hash can be made with nothing but a JSON parser.
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(content)).digest('hex'));
  }
});

test('a log that was never written has no entries, and checking it writes nothing', async () => {
  const folder = await temporaryFolder();
  expect(await verifyAudit(folder)).toEqual({ intact: true, entries: 0, firstBroken: null });
  expect(await verifyAudit(folder, '0'.repeat(64))).toMatchObject({ intact: true });
  expect(await readdir(folder)).toEqual([]);
});

describe('damage is found at its line', () => {
  const swap = (text: string, from: string, to: string): string => {
    expect(text).toContain(from);
    return text.replace(from, to);
  };
  test.each<[string, number, (lines: string[]) => string[]]>([
    ['a changed value', 3, (lines) => lines.with(2, swap(lines[2] ?? '', '"applied"', '"failed"'))],
    ['a changed hash', 3, (lines) => lines.with(2, swap(lines[2] ?? '', '"hash":"', '"hash":"0'))],
    ['a space more', 2, (lines) => lines.with(1, swap(lines[1] ?? '', ':', ': '))],
    ['a key twice', 2, (lines) => lines.with(1, swap(lines[1] ?? '', '{"at"', '{"at":"x","at"'))],
    ['an entry that is gone', 3, (lines) => lines.toSpliced(2, 1)],
    ['the first entry gone', 1, (lines) => lines.slice(1)],
    ['two entries in the wrong order', 2, (lines) => lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '')],
    ['an entry twice', 3, (lines) => lines.toSpliced(2, 0, lines[1] ?? '')],
    ['a line that is not JSON', 4, (lines) => lines.with(3, 'damage')],
    ['JSON that is no entry', 4, (lines) => lines.with(3, '{"n":3}')],
    ['an empty line', 6, (lines) => [...lines, '']],
  ])('%s', async (_what, line, change) => {
    const { folder, lines } = await fiveRuns();
    await writeFile(pathIn(folder), `${change(lines).join('\n')}\n`);
    const verdict = await verifyAudit(folder);
    expect(verdict).toMatchObject({ intact: false, entries: line - 1, firstBroken: { line } });
  });

  test('an entry that was made anew with its hash', async () => {
    const { folder, lines } = await fiveRuns();
    const forged = await temporaryFolder();
    await writeFile(pathIn(forged), `${lines.slice(0, 2).join('\n')}\n`);
    await appendAudit(forged, { ...entry('run-2'), changes: [] });
    const [, , third] = (await readFile(pathIn(forged), 'utf8')).split('\n');
    await writeFile(pathIn(folder), `${lines.with(2, third ?? '').join('\n')}\n`);
    expect(await verifyAudit(folder)).toMatchObject({ firstBroken: { line: 4 } });
  });

  test('entries cut off the end, when the last one is known', async () => {
    const { folder, heads, lines } = await fiveRuns();
    await writeFile(pathIn(folder), `${lines.slice(0, 3).join('\n')}\n`);
    expect(await verifyAudit(folder)).toMatchObject({ intact: true, entries: 3 });
    expect(await verifyAudit(folder, heads[2])).toMatchObject({ intact: true });
    expect(await verifyAudit(folder, heads[4])).toMatchObject({
      intact: false,
      entries: 3,
      firstBroken: { line: 4 },
    });
    await rm(pathIn(folder));
    expect(await verifyAudit(folder, heads[4])).toMatchObject({ intact: false, firstBroken: { line: 1 } });
  });
});

describe('an entry that a crash cut off', () => {
  test('is damage until the next one takes its place', async () => {
    const { folder, heads, lines } = await fiveRuns();
    await writeFile(pathIn(folder), `${lines.slice(0, 4).join('\n')}\n${lines[4]?.slice(0, 50) ?? ''}`);
    expect(await verifyAudit(folder)).toMatchObject({ intact: false, entries: 4, firstBroken: { line: 5 } });
    const head = await appendAudit(folder, entry('run-4'));
    expect(head).toBe(heads[4]);
    expect((await readFile(pathIn(folder), 'utf8')).trimEnd().split('\n')).toEqual(lines);
  });

  test('may be the first', async () => {
    const folder = await temporaryFolder();
    await writeFile(pathIn(folder), '{"at"');
    await appendAudit(folder, entry('run-0'));
    expect(await verifyAudit(folder)).toEqual({ intact: true, entries: 1, firstBroken: null });
  });
});

test('nothing follows a last line that is no entry, and it stays as it is', async () => {
  const { folder } = await fiveRuns();
  await appendFile(pathIn(folder), 'damage\n');
  const before = await readFile(pathIn(folder), 'utf8');
  const error = await refusalOf(() => appendAudit(folder, entry('run-5')));
  expect(error).toMatchObject({ code: 'audit_broken', exitCode: 7, details: { line: 6 } });
  expect(await readFile(pathIn(folder), 'utf8')).toBe(before);
});

test('a log that cannot be read or written is named', async () => {
  const folder = await temporaryFolder();
  await mkdir(pathIn(folder));
  const parts = { exitCode: 1, details: { path: pathIn(folder) } };
  expect(await refusalOf(() => verifyAudit(folder))).toMatchObject({ code: 'audit_unreadable', ...parts });
  expect(await refusalOf(() => appendAudit(folder, entry('run-0')))).toMatchObject({
    code: 'audit_unwritable',
    ...parts,
  });
});

test.runIf(process.platform === 'linux')('a full disk is named', async () => {
  const folder = await temporaryFolder();
  await symlink('/dev/full', pathIn(folder));
  expect(await refusalOf(() => appendAudit(folder, entry('run-0')))).toMatchObject({
    code: 'audit_unwritable',
    details: { reason: 'ENOSPC' },
  });
});
