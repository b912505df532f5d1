import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { install, type Installation } from '../helpers/cli.ts';

const NOT_KEPT = '/dev/null';
const COMPILED = join(import.meta.dirname, '..', '..', 'bin', 'compiled.js');

interface Cached extends Installation {
  /** Where its compiled code is. */
  cache: string;
  kept: () => Promise<string[]>;
}

/** An installation that shares its compiled code with no other. */
async function installAlone(): Promise<Cached> {
  const here = await install();
  const cache = join(here.folder, 'teamsync', 'compiled', `${process.version}-${process.arch}`);
  const own = { XDG_CACHE_HOME: here.folder };
  return {
    ...here,
    cache,
    run: (args, options = {}) => here.run(args, { ...options, env: { ...own, ...options.env } }),
    kept: async () => (await readdir(cache).catch(() => [])).sort(),
  };
}

/** The kinds of runs that a file knows. */
async function kindsIn(file: string): Promise<string[]> {
  const [head = ''] = (await readFile(file, 'latin1')).split('\n', 1);
  return head.split(' ').slice(1);
}

async function contentsOf({ cache, kept }: Cached): Promise<Map<string, string>> {
  const names = await kept();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(cache, name), 'latin1')] as const),
    ),
  );
}

describe('compiled code', () => {
  test('is kept where only its owner can write, and the same run again changes nothing of it', async () => {
    const here = await installAlone();
    const first = await here.run(['settings', 'show']);
    const kept = await contentsOf(here);
    expect([...kept.keys()]).toContain('main.js');
    expect((await stat(here.cache)).mode & 0o777).toBe(0o700);
    for (const name of kept.keys()) expect((await stat(join(here.cache, name))).mode & 0o777).toBe(0o600);
    expect(await here.run(['settings', 'show'])).toEqual(first);
    expect(await contentsOf(here)).toEqual(kept);
  });

  test('is completed by another kind of run, and holds nothing of what was typed', async () => {
    const here = await installAlone();
    await here.run(['--version']);
    const main = join(here.cache, 'main.js');
    expect(await kindsIn(main)).toHaveLength(1);
    await here.run(['settings', 'show', '--profile', 'confidential']);
    expect(await kindsIn(main)).toHaveLength(2);
    for (const content of (await contentsOf(here)).values()) expect(content).not.toContain('confidential');
  });

  test('is not kept after a run that failed', async () => {
    const here = await installAlone();
    expect((await here.run(['settings', 'get', 'no.such'])).exitCode).toBe(7);
    expect(await here.kept()).toEqual([]);
  });

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['empty', () => Buffer.alloc(0)],
    ['zeros from the middle on', (bytes: Buffer) => Buffer.from(bytes).fill(0, bytes.length >> 1)],
    ['changed in one bit', (bytes: Buffer) => flipped(bytes)],
  ])('that is %s is not run, and is written anew', async (_how, damage) => {
    const here = await installAlone();
    const first = await here.run(['--help']);
    const whole = await contentsOf(here);
    for (const name of whole.keys()) {
      const file = join(here.cache, name);
      await writeFile(file, damage(await readFile(file)));
    }
    const damaged = await contentsOf(here);
    expect(await here.run(['--help'])).toEqual(first);
    for (const [name, content] of await contentsOf(here)) expect(content, name).not.toBe(damaged.get(name));
    expect([...(await contentsOf(here)).keys()]).toEqual([...whole.keys()]);
    for (const name of whole.keys()) expect(await kindsIn(join(here.cache, name))).toHaveLength(1);
  });

  test('of another file is not run', async () => {
    const here = await installAlone();
    const first = await here.run(['--help']);
    const foreign = await readFile(join(here.cache, 'main.js'));
    for (const name of await here.kept()) await writeFile(join(here.cache, name), foreign);
    expect(await here.run(['--help'])).toEqual(first);
  });

  test('of an earlier source of the same length is not run', async () => {
    const { folder } = await install();
    const dist = join(folder, 'dist');
    await mkdir(dist);
    const wordOf = async (word: string): Promise<string> => {
      await writeFile(join(dist, 'main.js'), `exports.word = () => '${word}';`);
      const line = `process.stdout.write(require(process.argv[1]).load(process.argv[2], process.argv[3], []).word())`;
      const args = ['-e', line, COMPILED, dist, join(folder, 'kept')];
      return (await promisify(execFile)(process.execPath, args)).stdout;
    };
    expect(await wordOf('old')).toBe('old');
    expect(await readdir(join(folder, 'kept'))).toEqual(['main.js']);
    expect(await wordOf('new')).toBe('new');
  });

  test('in a folder that others can write to is neither run nor written', async () => {
    const here = await installAlone();
    await mkdir(here.cache, { recursive: true });
    await chmod(here.cache, 0o777);
    expect((await here.run(['--version'])).exitCode).toBe(0);
    expect(await here.kept()).toEqual([]);
  });

  test('is not looked for in the folder in which somebody happens to be', async () => {
    const here = await installAlone();
    await here.run(['--version'], { env: { XDG_CACHE_HOME: 'cache' }, cwd: here.folder });
    expect(await readdir(here.folder)).not.toContain('cache');
    expect(await readdir(join(here.folder, '.cache', 'teamsync'))).toEqual(['compiled']);
  });

  test('that cannot be kept changes nothing', async () => {
    const here = await installAlone();
    const usual = await here.run(['settings', 'show']);
    expect(await here.run(['settings', 'show'], { env: { XDG_CACHE_HOME: NOT_KEPT } })).toEqual(usual);
    expect(await here.run(['settings', 'show'], { env: { XDG_CACHE_HOME: '/proc/none' } })).toEqual(usual);
  });
});

test.each(['', '/dev/null'])(
  'a user of whom the system knows no home can use named folders (cache: %j)',
  async (cache) => {
    const here = await installAlone();
    const unknown = `
    import os from 'node:os';
    const { homedir } = os;
    os.homedir = () => {
      if (process.env.HOME === '') throw new Error('uv_os_homedir returned ENOENT');
      return homedir();
    };
  `;
    const env = {
      HOME: '',
      XDG_CACHE_HOME: cache,
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(unknown)}`,
    };
    const { exitCode, stdout, stderr } = await here.run(['settings', 'set', '--provision'], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('provision.enabled');
  },
);

test('no built file imports anything while it runs, which code out of the cache could not', async () => {
  const dist = join(import.meta.dirname, '..', '..', 'dist');
  const names = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  expect(names.length).toBeGreaterThan(10);
  for (const name of names)
    expect(await readFile(join(dist, name), 'latin1'), name).not.toMatch(/\bimport\(/);
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const place = Math.floor(bytes.length / 2);
  copy.writeUInt8((copy.readUInt8(place) ^ 1) & 0xff, place);
  return copy;
}
