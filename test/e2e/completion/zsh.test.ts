import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { needs, newUser, PRINTING, type User } from './shell.ts';

needs('zsh');

/** What the function of the script gives to zsh for a line of these words. */
async function complete(user: User, words: readonly string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const lines = [
    `source ${await user.script('zsh')}`,
    'compadd() { print -rl -- "how: $*" "${values[@]}"; }',
    '_files() { print files; }',
    'compset() { print -r -- "strip: $*"; }',
    `words=(${quoted}) CURRENT=$#words PREFIX=$words[-1]`,
    '_teamsync',
  ];
  const { stdout, stderr } = await user.start('zsh', ['-f', '-c', lines.join('\n')]);
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

const PLAIN = 'how: -V teamsync -d shown -a -- values';
const DESCRIBED = 'how: -V teamsync -d shown -l -a -- values';

test.each<[string[], string[]]>([
  [
    ['teamsync', 'recon'],
    [DESCRIBED, 'reconcile'],
  ],
  [
    ['teamsync', 'plan', '--format', 'n'],
    [PLAIN, 'ndjson'],
  ],
  [
    ['teamsync', 'plan', '--format=n'],
    [PLAIN, '--format=ndjson'],
  ],
  [
    ['teamsync', 'settings', 'set', 'safety.protectA'],
    [DESCRIBED.replace(' -a', ' -S  -a'), 'safety.protectAdmins='],
  ],
  [
    ['teamsync', 'settings', 'set', 'provision.silent=t'],
    [PLAIN, 'provision.silent=true'],
  ],
  [
    ['teamsync', '--profile', ''],
    [PLAIN, 'acme', 'other.one'],
  ],
  [
    ['teamsync', 'undo', ''],
    [PLAIN, '20260302T100000Z-00ab1f'],
  ],
  [
    ['teamsync', 'hold', 'remove', 'x'],
    [DESCRIBED, 'x$(touch pwned)y@example.com'],
  ],
  [['teamsync', 'reconcile', 'my'], ['files']],
  [
    ['teamsync', 'reconcile', '--settings=my'],
    ['strip: -P --[^=]#=', 'files'],
  ],
  [
    ['/nowhere/teamsync', 'recon'],
    [DESCRIBED, 'reconcile'],
  ],
  [['teamsync', 'member', 'suspend', ''], []],
])('%j', async (words, given) => {
  const user = await newUser();
  expect(await complete(user, words)).toEqual(given);
  expect(await readdir(user.work)).not.toContain('pwned');
});

/** Lines that a user types in the end, whatever stands in their `.zshrc`. */
const LINES = [
  PRINTING,
  'teamsync settings set provision.si\tt\t',
  'teamsync plan --format=nd\t --settings=my\t pl\t',
  'teamsync apply --resume 2\t',
  "teamsync hold remove o\t x\t 'a\t",
];

function calls(run: string): string[][] {
  return [
    ['settings', 'set', 'provision.silent=true'],
    ['plan', '--format=ndjson', '--settings=my roster.csv', 'plan.json'],
    ['apply', '--resume', run],
    ['hold', 'remove', "o'brien@example.com", 'x$(touch pwned)y@example.com', 'a b@example.com'],
  ];
}

test.each<[string, (script: string) => string[]]>([
  ['without compinit', (script) => [`source ${script}`]],
  ['before compinit', (script) => [`source ${script}; autoload -Uz compinit; compinit -u -D`]],
  ['after compinit', (script) => ['autoload -Uz compinit; compinit -u -D', `source ${script}`]],
  [
    'in a folder of fpath',
    (script) => [`fpath=(${dirname(script)} $fpath); autoload -Uz compinit; compinit -u -D`],
  ],
])('on a terminal words are completed %s, and nothing of them is run', async (_name, setUp) => {
  const user = await newUser();
  const script = await user.script('zsh');
  const folder = join(dirname(script), 'functions');
  await mkdir(folder);
  const path = join(folder, '_teamsync');
  await rename(script, path);
  const typed = await user.type(['zsh', '-f', '-i'], [...setUp(path), ...LINES]);
  expect(typed).toEqual(calls(user.run));
  expect(await readdir(user.work)).not.toContain('pwned');
});

test('zsh finds nothing wrong with the script', async () => {
  const user = await newUser();
  expect(await user.start('zsh', ['-n', await user.script('zsh')])).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 0,
  });
});
