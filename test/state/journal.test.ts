import { appendFile, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NewRecord } from '../../src/state/journal-records.ts';
import { openJournal, readJournal } from '../../src/state/journal.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { answer, end, intent, job, result, settled, start } from './records.ts';

const RUN: NewRecord[] = [
  start(),
  intent(0, ['ana@example.com']),
  answer(0, [result('suspend:ana@example.com')]),
  intent(1, ['ben@example.com'], { action: 'deprovision' }),
  job(1, 'job-7'),
  settled(1, [result('deprovision:ben@example.com', 'unknown')]),
  { type: 'stop', at: '2026-11-25T15:25:09.000Z', code: 'interrupted', message: 'Interrupted.' },
  end(130),
];

async function newPath(): Promise<string> {
  return join(await temporaryFolder(), 'runs', 'run-1', 'journal.ndjson');
}

async function write(path: string, records: readonly NewRecord[]): Promise<void> {
  const journal = await openJournal(path);
  for (const record of records) await journal.append(record);
  await journal.close();
}

const numbered = (records: readonly NewRecord[]): object[] =>
  records.map((record, index) => ({ n: index, ...record }));

test('what was written is read again, one numbered line each', async () => {
  const path = await newPath();
  await write(path, RUN);
  expect(await readJournal(path)).toEqual({ records: numbered(RUN), torn: false });
  const lines = (await readFile(path, 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(numbered(RUN));
});

test('the file and its folder are for their owner alone', async () => {
  const path = await newPath();
  await write(path, [start()]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
});

test('a record is in the file when its promise resolves', async () => {
  const path = await newPath();
  const journal = await openJournal(path);
  for (const [index, record] of RUN.entries()) {
    await journal.append(record);
    expect((await readJournal(path)).records).toHaveLength(index + 1);
  }
  await journal.close();
});

test('records that come at once keep their order, and so do those that come meanwhile', async () => {
  const path = await newPath();
  const journal = await openJournal(path);
  const all = Array.from({ length: 60 }, (_, call) => intent(call, [`p${String(call)}@example.com`]));
  const first = all.slice(0, 30).map((record) => journal.append(record));
  await first[0];
  const rest = all.slice(30).map((record) => journal.append(record));
  await Promise.all([...first, ...rest]);
  await journal.close();
  expect((await readJournal(path)).records).toEqual(numbered(all));
});

test('closing waits for what is being written', async () => {
  const path = await newPath();
  const journal = await openJournal(path);
  const appended = journal.append(start());
  await journal.close();
  await appended;
  expect((await readJournal(path)).records).toHaveLength(1);
});

test('a journal is continued where it ended', async () => {
  const path = await newPath();
  await write(path, RUN.slice(0, 3));
  await write(path, RUN.slice(3));
  expect((await readJournal(path)).records).toEqual(numbered(RUN));
});

test('a journal in which nothing was written yet has no records', async () => {
  const path = await newPath();
  await write(path, []);
  expect(await readJournal(path)).toEqual({ records: [], torn: false });
});

describe('a last line that a crash cut off', () => {
  test.each([
    ['in the middle', '{"n":3,"type":"inte'],
    ['before its newline', JSON.stringify({ n: 3, ...RUN[3] })],
    ['in the middle, with a newline', '{"n":3,"type":"inte\n'],
    ['before anything reached the disk', `${'\0'.repeat(40)}\n`],
    ['in the middle of a letter', Buffer.from([0x22, 0xc3, 0x0a])],
  ])('%s is left out and reported, and goes when the journal is continued', async (_what, tail) => {
    const path = await newPath();
    await write(path, RUN.slice(0, 3));
    const whole = await readFile(path, 'utf8');
    await appendFile(path, tail);
    expect(await readJournal(path)).toEqual({ records: numbered(RUN.slice(0, 3)), torn: true });
    const journal = await openJournal(path);
    expect(await readFile(path)).toEqual(Buffer.concat([Buffer.from(whole), Buffer.from(tail)]));
    for (const record of RUN.slice(3)) await journal.append(record);
    await journal.close();
    expect(await readJournal(path)).toEqual({ records: numbered(RUN), torn: false });
  });

  test('may be the only one', async () => {
    const path = await newPath();
    await write(path, []);
    await appendFile(path, '{"n":0');
    expect(await readJournal(path)).toEqual({ records: [], torn: true });
    await write(path, RUN);
    expect((await readJournal(path)).records).toEqual(numbered(RUN));
  });
});

describe('any other damage', () => {
  const edit: [string, number, (lines: string[]) => string[]][] = [
    ['a line that is not JSON', 2, (lines) => lines.with(1, 'damage')],
    ['an empty line', 3, (lines) => lines.toSpliced(2, 0, '')],
    ['a line that is gone', 2, (lines) => lines.toSpliced(1, 1)],
    ['two lines in the wrong order', 6, (lines) => lines.with(5, lines[6] ?? '').with(6, lines[5] ?? '')],
    ['a line twice', 4, (lines) => lines.toSpliced(2, 0, lines[2] ?? '')],
    ['a record of an unknown kind', 8, (lines) => lines.with(7, '{"n":7,"type":"pause"}')],
    [
      'a record with something unknown',
      8,
      (lines) => lines.with(7, `${lines[7]?.slice(0, -1) ?? ''},"x":1}`),
    ],
    [
      'an answer to a call that was never announced',
      3,
      (lines) => lines.with(2, (lines[2] ?? '').replace('"call":0', '"call":9')),
    ],
    [
      'a call that was announced twice',
      4,
      (lines) => lines.with(3, (lines[3] ?? '').replace('"call":1', '"call":0')),
    ],
    ['two cut lines at the end', 8, (lines) => lines.with(7, 'damage').concat('{"n":8')],
  ];
  test.each(edit)('%s is refused with its line', async (_what, line, change) => {
    const path = await newPath();
    await write(path, RUN);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const changed = change(lines);
    const torn = changed.at(-1) === '{"n":8';
    await writeFile(path, `${changed.join('\n')}${torn ? '' : '\n'}`);
    for (const action of [() => readJournal(path), () => openJournal(path)]) {
      const error = await refusalOf(action);
      expect(error).toMatchObject({ code: 'journal_broken', exitCode: 7, details: { path, line } });
      expect(error.message).toContain(`${path}:${String(line)} `);
    }
  });

  test('a journal that is not there is refused when it is read', async () => {
    const path = await newPath();
    const error = await refusalOf(() => readJournal(path));
    expect(error).toMatchObject({ code: 'journal_broken', exitCode: 7 });
    expect(error.message).toContain('ENOENT');
  });
});

describe('a journal that cannot be written', () => {
  test.runIf(process.platform === 'linux')('on a full disk says so, each time', async () => {
    const path = await newPath();
    await mkdir(dirname(path), { recursive: true });
    await symlink('/dev/full', path);
    const journal = await openJournal(path);
    const [one, two] = await Promise.all([
      refusalOf(() => journal.append(start())),
      refusalOf(() => journal.append(intent(0, ['ana@example.com']))),
    ]);
    const three = await refusalOf(() => journal.append(end(1)));
    await journal.close();
    for (const error of [one, two, three]) {
      expect(error).toMatchObject({
        code: 'journal_unwritable',
        exitCode: 1,
        details: { path, reason: 'ENOSPC' },
      });
      expect(error.message).toContain(path);
      expect(error.message).toContain('Nothing more was sent');
    }
  });

  test('because a file is in the way of its folder says so', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'runs'), '');
    expect(await refusalOf(() => openJournal(join(folder, 'runs', 'journal.ndjson')))).toMatchObject({
      code: 'journal_unwritable',
      exitCode: 1,
    });
  });
});
