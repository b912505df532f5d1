import { expect, test } from 'vitest';
import { offer } from '../../../src/commands/completion/offer.ts';
import type { Answer } from '../../../src/render/completion/answer.ts';
import { hostileFolders, ODD_EMAILS } from '../../helpers/completing.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { at } from './typed-line.ts';

async function offered(line: string, env: Record<string, string> = {}): Promise<Answer> {
  return offer(contextWith({}, outsideWith({ env })), at(line));
}

async function words(line: string, env?: Record<string, string>): Promise<string[]> {
  const answer = await offered(line, env);
  return answer.kind === 'files' ? [] : answer.candidates.map(({ value }) => value);
}

test('commands are offered with what they do, hidden ones never', async () => {
  const answer = await offered('');
  expect(answer).toMatchObject({
    kind: 'words',
    candidates: expect.arrayContaining([
      { value: 'doctor', about: expect.stringContaining('check everything') as string },
    ]) as unknown,
  });
  expect(await words('')).toEqual(expect.arrayContaining(['reconcile', 'completion', 'help']));
  expect(await words('__')).not.toContain('__complete');
});

test('subcommands are offered behind their command', async () => {
  expect(await words('hold ')).toEqual(expect.arrayContaining(['add', 'list', 'remove']));
  expect(await words('--json hold ')).toEqual(await words('hold '));
});

test.each(['-', 'hold -', 'hold list -', 'settings set a=b -', 'completion bash -', 'auth dropbox -'])(
  'the options of all commands are offered: %j',
  async (line) => {
    expect(await words(line)).toEqual(
      expect.arrayContaining([
        '--profile',
        '--sandbox',
        '--json',
        '--quiet',
        '--verbose',
        '--no-color',
        '--no-input',
        '--help',
        '--version',
      ]),
    );
  },
);

test('an option is offered once, its opposite neither, unless it is repeatable', async () => {
  const options = await words('reconcile --dry-run --only a@x.org --json --no-color --wait=5s -');
  expect(options).toEqual(expect.arrayContaining(['--only', '--yes', '--quiet']));
  for (const given of ['--dry-run', '--json', '--no-color', '--wait']) expect(options).not.toContain(given);
  expect(await words('settings set --provision -')).not.toContain('--no-provision');
});

test.each([
  ['auth dropbox --access ', ['read', 'write', 'full']],
  ['auth dropbox --access=', ['read', 'write', 'full']],
  ['plan r.csv --format ', ['csv', 'json', 'ndjson', 'scim', 'xlsx']],
  ['roster export --format ', ['csv', 'json']],
  ['member list --status ', ['active', 'invited', 'suspended', 'removed']],
  ['plan r.csv --progress ', ['json']],
  ['completion ', ['bash', 'zsh', 'fish', 'powershell']],
])('choices are offered: %j', async (line, choices) => {
  expect(await words(line)).toEqual(choices);
});

test.each(['member suspend ', 'reconcile r.csv --only ', 'hold add ', 'nonsense ', 'status --max-age '])(
  'nothing is offered where nobody can know: %j',
  async (line) => {
    expect(await offered(line)).toEqual({ kind: 'words', candidates: [] });
  },
);

test('files are asked for where a file is expected', async () => {
  expect(await offered('reconcile ')).toEqual({ kind: 'files', before: '' });
  expect(await offered('reconcile --report ')).toEqual({ kind: 'files', before: '' });
  expect(await offered('reconcile --report=')).toEqual({ kind: 'files', before: '--report=' });
});

test('settings are offered as keys, and with an equals sign where a value follows', async () => {
  expect(await words('settings get ')).toContain('provision.silent');
  expect(await words('settings unset provision.silent ')).not.toContain('provision.silent');
  const answer = await offered('settings set --json provision.enabled=true ');
  expect(answer.kind).toBe('beginnings');
  const keys = await words('settings set --json provision.enabled=true ');
  expect(keys).toContain('provision.silent=');
  expect(keys).not.toContain('provision.enabled=');
});

test('behind the equals sign its values are offered', async () => {
  expect(await words('settings set provision.enabled=')).toEqual([
    'provision.enabled=true',
    'provision.enabled=false',
  ]);
  expect(await words('settings set nonsense=')).toEqual([]);
});

test('help is offered the commands, level by level', async () => {
  expect(await words('help ')).toContain('settings');
  expect(await words('help settings ')).toContain('set');
  expect(await words('help settings set ')).toEqual([]);
  expect(await words('help nonsense ')).toEqual([]);
});

test('profiles, runs and holds come from the disk', async () => {
  const { config, state, run } = await hostileFolders();
  const env = { TEAMSYNC_CONFIG_DIR: config, TEAMSYNC_STATE_DIR: state };
  expect(await words('--profile ', env)).toEqual(['acme', 'other.one']);
  for (const line of ['undo ', 'history show ', 'apply --resume ', 'apply --resume='])
    expect(await words(line, env), line).toEqual([run]);
  expect(await words('hold remove ', env)).toEqual(expect.arrayContaining(ODD_EMAILS));
  expect(await words("hold remove o'brien@example.com ", env)).not.toContain("o'brien@example.com");
});
