import { existsSync } from 'node:fs';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { understood } from '../cli/typed.ts';
import { execForm, parseDockerfile, type Instruction } from './dockerfile.ts';
import { listPacked } from './packed.ts';
import { emptyFolder, execute, read, ROOT } from './place.ts';

const QUARTER_HOUR_MS = 900_000;
const HOUR_MS = 3_600_000;

const instructions = parseDockerfile(read('Dockerfile'));
const starts = instructions.flatMap(({ name }, place) => (name === 'FROM' ? [place] : []));
const final = instructions.slice(starts.at(-1));
/** What .dockerignore lets through; everything else stays outside. */
const context = read('.dockerignore')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

function all(name: string, among: readonly Instruction[] = instructions): Instruction[] {
  return among.filter((instruction) => instruction.name === name);
}

function only(name: string): string {
  const [instruction, ...more] = all(name, final);
  if (instruction === undefined || more.length > 0) throw new Error(`not one ${name} in the last stage`);
  return instruction.rest;
}

test('every image that is built on is named by version and digest', () => {
  const [image] = all('ARG').flatMap(({ rest }) => (rest.startsWith('NODE=') ? [rest.slice(5)] : []));
  expect(image).toMatch(/^node:\d+\.\d+\.\d+-[\w-]+@sha256:[0-9a-f]{64}$/);
  for (const { rest } of all('FROM')) expect(rest).toMatch(/^\$\{NODE\}( AS \w+)?$/);
});

test('everything that is copied exists, or was made by a stage before', () => {
  const stages: string[] = [];
  for (const { name, flags, rest } of instructions) {
    const words = rest.split(' ');
    if (name === 'FROM' && words[1] === 'AS') stages.push(words[2] ?? '');
    if (name !== 'COPY') continue;
    const [from] = flags.flatMap((flag) => (flag.startsWith('--from=') ? [flag.slice(7)] : []));
    if (from !== undefined) expect(stages).toContain(from);
    else expect(words.slice(0, -1).filter((path) => path !== '.' && !context.includes(path))).toEqual([]);
  }
});

test('nothing gets into the image that .dockerignore does not name, and what it names exists', () => {
  expect(read('.dockerignore')).toMatch(/^(#.*\n)*\*\n(![\w.-]+\n)+$/);
  expect(context.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('what .dockerignore lets through builds the very package that the checkout does', async () => {
  const folder = await emptyFolder();
  for (const path of context) await cp(join(ROOT, path), join(folder, path), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await execute('npm', ['run', 'build'], { cwd: folder });
  const [here, there] = await Promise.all([listPacked(), listPacked(folder)]);
  // The hashes in the names of chunks depend on where the packages lie.
  const namesOf = ({ files }: typeof here): string[] =>
    files.map(({ path }) => path.replace(/-[\w-]{8}\.js$/, '.js')).sort();
  expect(namesOf(there)).toEqual(namesOf(here));
});

test('no package runs a script while the image is built', () => {
  const installs = all('RUN').flatMap(({ rest }) => rest.match(/npm (ci|install|pack)[^&]*/g) ?? []);
  expect(installs.length).toBeGreaterThan(0);
  for (const install of installs) expect(install).toContain(' --ignore-scripts');
});

test('the program does not run as root', () => {
  expect(only('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  const names = final.map(({ name }) => name);
  expect(names.lastIndexOf('RUN')).toBeLessThan(names.indexOf('USER'));
});

test('configuration and state are volumes, in the folders that the program is told of', () => {
  const [, config] = /TEAMSYNC_CONFIG_DIR=(\S+)/.exec(only('ENV')) ?? [];
  const [, state] = /TEAMSYNC_STATE_DIR=(\S+)/.exec(only('ENV')) ?? [];
  expect(execForm(only('VOLUME'))).toEqual([config, state]);
});

test('the program gets its signals itself, and keeps the team at the roster', async () => {
  expect(execForm(only('ENTRYPOINT'))).toEqual(['teamsync']);
  expect(await understood(execForm(only('CMD')) ?? [])).toMatchObject({
    command: 'reconcile',
    input: { roster: '/roster/roster.csv', yes: true, watch: true, every: QUARTER_HOUR_MS },
  });
});

test('the health of a container is the age of its last good run', async () => {
  const [program, ...words] = execForm(only('HEALTHCHECK').replace(/^CMD /, '')) ?? [];
  expect(program).toBe('teamsync');
  expect(await understood(words)).toMatchObject({ command: 'status', input: { maxAge: HOUR_MS } });
});
