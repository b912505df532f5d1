import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { SECRET_VARIABLES, VARIABLES } from '../../src/auth/environment.ts';
import { understood } from '../cli/typed.ts';
import { codeBlocks, commandLines } from './command-lines.ts';
import { manifest } from './manifest.ts';
import { read, readYaml, ROOT, textsOf, valuesOf } from './place.ts';

const FILES = readdirSync(join(ROOT, 'examples'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name, parentPath }) => join(parentPath, name).slice(ROOT.length + 1));
const YAML_FILES = FILES.filter((file) => file.endsWith('.yml'));

const texts: [string, string][] = [
  ...FILES.map((file): [string, string] => [file, read(file)]),
  ['docs/automation.md', codeBlocks(read('docs/automation.md')).join('\n')],
];
const lines = texts.flatMap(([file, text]) =>
  commandLines(text).map((words): [string, string[]] => [`${file}: ${words.join(' ')}`, words]),
);

test('every kind of example has its files', () => {
  const kinds = ['cron', 'docker', 'github', 'gitlab', 'systemd'];
  expect([...new Set(FILES.map((file) => file.split('/')[1]))].sort()).toEqual(kinds);
  for (const kind of ['cron', 'gitlab', 'systemd']) {
    expect(lines.filter(([name]) => name.startsWith(`examples/${kind}/`))).not.toEqual([]);
  }
});

test.each(lines)('is understood: %s', async (_name, words) => {
  await expect(understood(words)).resolves.toMatchObject({ command: expect.any(String) as string });
});

test.each(YAML_FILES)('%s is YAML', (file) => {
  expect(textsOf(readYaml(file)).length).toBeGreaterThan(0);
});

test.each(texts)('%s sets no variable that teamsync does not read', (_file, text) => {
  const credentials = Object.values(VARIABLES);
  const known = [
    ...credentials,
    ...credentials.map((name) => `${name}_FILE`),
    ...SECRET_VARIABLES,
    'TEAMSYNC_CONFIG_DIR',
    'TEAMSYNC_STATE_DIR',
    'TEAMSYNC_PROFILE',
  ];
  expect((text.match(/TEAMSYNC_[A-Z_]+/g) ?? []).filter((name) => !known.includes(name))).toEqual([]);
});

test.each(texts)('%s names this very version of teamsync', (_file, text) => {
  for (const [, version] of text.matchAll(/teamsync[@:]v?(\d[\w.-]*)/g))
    expect(version).toBe(manifest.version);
});

const composeSchema = z.object({
  services: z.object({
    teamsync: z.looseObject({
      command: z.array(z.string()),
      read_only: z.literal(true),
      environment: z.record(z.string(), z.string()),
      secrets: z.array(z.string()),
      volumes: z.array(z.string()),
    }),
  }),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

test('the service of Docker Compose runs a command that teamsync understands, on what it mounts', async () => {
  const compose = composeSchema.parse(readYaml('examples/docker/compose.yml'));
  const { command, environment, secrets, volumes } = compose.services.teamsync;
  expect(await understood(command)).toMatchObject({
    command: 'reconcile',
    input: { roster: '/roster/roster.csv', settings: '/roster/teamsync.json', yes: true, watch: true },
  });
  expect(Object.values(environment).sort()).toEqual(secrets.map((name) => `/run/secrets/${name}`).sort());
  expect(Object.keys(compose.secrets).sort()).toEqual([...secrets].sort());
  const named = volumes.map((volume) => volume.split(':')[0]).filter((name) => !name?.startsWith('.'));
  expect(Object.keys(compose.volumes)).toEqual(named);
});

test('every image is the one that the Dockerfile is built on', () => {
  const [, image] = /^ARG NODE=(.*)$/m.exec(read('Dockerfile')) ?? [];
  expect(valuesOf(readYaml('examples/gitlab/.gitlab-ci.yml'), 'image')).toEqual([image]);
});
