import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostileFolders, ODD_EMAILS } from '../../helpers/completing.ts';
import { teamsync, type Ran } from '../../helpers/run-main.ts';

type Folders = Awaited<ReturnType<typeof hostileFolders>>;

async function complete(words: readonly string[], folders?: Folders, shell = 'zsh'): Promise<Ran> {
  const places =
    folders === undefined ? {} : { TEAMSYNC_CONFIG_DIR: folders.config, TEAMSYNC_STATE_DIR: folders.state };
  return teamsync('', { argv: ['__complete', shell, '--', ...words], env: places });
}

async function offered(words: readonly string[], folders?: Folders): Promise<string[]> {
  const { stdout } = await complete(words, folders);
  return stdout
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split('\t')[0] ?? '');
}

test('what begins like the typed word is offered, whatever its case', async () => {
  expect(await offered(['settings', 'set', 'safety.prot'])).toEqual([
    'safety.protect=',
    'safety.protectAdmins=',
  ]);
  expect(await offered(['settings', 'set', 'SAFETY.PROTECTA'])).toEqual(['safety.protectAdmins=']);
  expect(await offered(['reconcile', '--FORM'])).toEqual(['--format']);
});

test('behind an equals sign the whole word is offered', async () => {
  expect(await offered(['reconcile', '--format=c'])).toEqual(['--format=csv']);
  expect(await offered(['settings', 'set', 'suspend.invited=c'])).toEqual(['suspend.invited=cancel']);
});

test('the words of the line are no options of the question', async () => {
  const ran = await complete(['--json', '--version', '--help', '--', '--profile', 'x']);
  expect(ran).toEqual({ exitCode: 0, stdout: ':words\n', stderr: '' });
});

describe('names on the disk', () => {
  test('are offered only where they can be typed', async () => {
    const folders = await hostileFolders();
    expect(await offered(['--profile', ''], folders)).toEqual(['acme', 'other.one']);
    expect(await offered(['undo', ''], folders)).toEqual([folders.run]);
    expect((await offered(['hold', 'remove', ''], folders)).sort()).toEqual([...ODD_EMAILS].sort());
  });

  test('never bring a control character into the answer', async () => {
    const folders = await hostileFolders();
    for (const words of [
      ['--profile', ''],
      ['undo', ''],
      ['hold', 'remove', ''],
    ]) {
      expect((await complete(words, folders)).stdout).toMatch(/^[\P{Cc}\n\t]*$/u);
    }
  });

  test('are no more than a shell can show', async () => {
    const folders = await hostileFolders();
    const runs = join(folders.state, 'teams', 'dbtid%3AA', 'runs');
    for (let day = 0; day < 150; day += 1)
      await mkdir(join(runs, `20250101T100000Z-${day.toString(16).padStart(6, '0')}`));
    const ids = await offered(['undo', ''], folders);
    expect(ids).toHaveLength(100);
    expect(ids[0]).toBe(folders.run);
  });
});

describe('whatever state the folders are in', () => {
  const QUESTIONS = [
    ['--profile', ''],
    ['undo', ''],
    ['hold', 'remove', ''],
    ['settings', 'set', 'prov'],
    ['reconcile', ''],
    [''],
  ];

  test('there is an answer, no error and exit code 0', async () => {
    const folders = await hostileFolders();
    await rm(folders.config, { recursive: true });
    await writeFile(folders.config, 'no folder');
    await rm(join(folders.state, 'teams'), { recursive: true });
    await writeFile(join(folders.state, 'teams'), 'no folder');
    for (const words of QUESTIONS)
      expect(await complete(words, folders), words.join(' ')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('what belongs to the program itself is offered', async () => {
    const folders = await hostileFolders();
    await writeFile(join(folders.config, 'default.json'), '{ broken');
    await chmod(folders.state, 0o000);
    expect(await offered(['settings', 'set', 'provision.e'], folders)).toEqual(['provision.enabled=']);
    await chmod(folders.state, 0o700);
  });

  test('nothing is made or changed', async () => {
    const folders = await hostileFolders();
    await rm(folders.state, { recursive: true });
    await chmod(join(folders.config, 'acme.json'), 0o644);
    const before = (await readdir(folders.folder, { recursive: true })).sort();
    for (const words of QUESTIONS) await complete(['--profile', 'acme', ...words], folders);
    expect((await readdir(folders.folder, { recursive: true })).sort()).toEqual(before);
    expect((await stat(join(folders.config, 'acme.json'))).mode & 0o777).toBe(0o644);
  });
});

test('secrets in the line or in the environment are never repeated', async () => {
  const secret = 'sl.u.AFQ-very-secret-token-0123456789abcdef';
  const { stdout, stderr } = await teamsync('', {
    argv: ['__complete', 'bash', '--', 'auth', 'dropbox', `--app-key=${secret}`],
    env: { TEAMSYNC_DROPBOX_ACCESS_TOKEN: secret },
  });
  expect(stdout + stderr).not.toContain(secret);
});

test('a question that cannot be read is answered with nothing', async () => {
  for (const words of [['%E0%A4%A'], ['']]) {
    const { exitCode, stderr } = await complete(words, undefined, 'powershell');
    expect([exitCode, stderr]).toEqual([0, '']);
  }
});
