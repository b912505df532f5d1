import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { needs, newUser, PRINTING, type User } from './shell.ts';

needs('bash');

/** Where Debian and its kin install bash-completion. */
const LIBRARY = '/usr/share/bash-completion/bash_completion';

/** A line as bash takes it apart; the cursor is at its end. */
type Words = readonly string[];

const quoted = (words: Words): string => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');

/** What bash would put there, and what it was told of the answer. */
async function complete(
  user: User,
  words: Words,
  before = '',
): Promise<{ replies: string[]; told: string[] }> {
  const lines = [
    before,
    `source ${await user.script('bash')}`,
    'if [[ $(type -t compopt) == builtin ]]; then compopt() { echo "told: $*"; }; fi',
    `COMP_WORDS=(${quoted(words)}) COMP_CWORD=${String(words.length - 1)}`,
    '_teamsync',
    `printf 'reply: %s\\n' "\${COMPREPLY[@]}"`,
  ];
  const { stdout, stderr, exitCode } = await user.start('bash', ['--norc', '-c', lines.join('\n')]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  const having = (mark: string): string[] =>
    stdout.split('\n').flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length)] : []));
  return { replies: having('reply: ').filter((reply) => reply !== ''), told: having('told: ') };
}

const CASES: [Words, string[], string][] = [
  [['teamsync', 'recon'], ['reconcile'], '-o nosort'],
  [['teamsync', 'settings', ''], ['show', 'get', 'set', 'unset', 'edit', 'path', 'help'], '-o nosort'],
  [
    ['teamsync', 'settings', 'set', 'safety.prot'],
    ['safety.protect=', 'safety.protectAdmins='],
    '-o nospace -o nosort',
  ],
  [['teamsync', 'settings', 'set', 'provision.silent', '='], ['true', 'false'], '-o nosort'],
  [['teamsync', 'settings', 'set', 'provision.silent', '=', 't'], ['true'], '-o nosort'],
  [
    ['teamsync', 'settings', 'set', 'roster.delimiter', '='],
    ['\\,', '\\;', '\\"\\\\t\\"', 'null'],
    '-o nosort',
  ],
  [['teamsync', 'plan', '--format', '=', 'c'], ['csv'], '-o nosort'],
  [['teamsync', 'plan', '--format', 'c'], ['csv'], '-o nosort'],
  [['teamsync', 'hold', 'remove', 'o'], ["o\\'brien@example.com"], '-o nosort'],
  [['teamsync', 'hold', 'remove', "o\\'brien", '@', 'ex'], ['example.com'], '-o nosort'],
  [['teamsync', 'hold', 'remove', 'x'], ['x\\$\\(touch\\ pwned\\)y@example.com'], '-o nosort'],
  [['teamsync', '--profile', 'a'], ['acme'], '-o nosort'],
  [['teamsync', 'reconcile', 'my'], [], '-o default'],
  [['teamsync', 'reconcile', '--settings', '=', 'my'], [], '-o default'],
  [['teamsync', 'member', 'suspend', ''], [], '-o nosort'],
  [['/nowhere/teamsync', 'undo', '2026'], ['20260302T100000Z-00ab1f'], '-o nosort'],
];

test.each(CASES)('%j', async (words, replies, told) => {
  const user = await newUser();
  expect(await complete(user, words)).toEqual({ replies, told: [told] });
  expect(await readdir(user.work)).not.toContain('pwned');
});

describe('with bash-completion', () => {
  needs(LIBRARY);

  test('the answers are the same', async () => {
    const user = await newUser();
    for (const [words, replies, told] of CASES.slice(2, 6)) {
      expect(await complete(user, words, `source ${LIBRARY}`)).toEqual({ replies, told: [told] });
    }
  });
});

test('behind a blank a new word begins, even after an equals sign', async () => {
  const user = await newUser();
  const set = ['teamsync', 'settings', 'set', 'a', '='];
  expect((await complete(user, [...set, 'b', 'safety.protectA'])).replies).toEqual(['safety.protectAdmins=']);
  expect((await complete(user, [...set, ''])).replies).toContain('safety.protectAdmins=');
});

test('without compopt, as in bash 3.2, the blank behind a word is part of the answer', async () => {
  const user = await newUser();
  const old = 'enable -n compopt';
  expect((await complete(user, ['teamsync', 'recon'], old)).replies).toEqual(['reconcile ']);
  expect((await complete(user, ['teamsync', 'settings', 'set', 'safety.protectA'], old)).replies).toEqual([
    'safety.protectAdmins=',
  ]);
  expect((await complete(user, ['teamsync', 'reconcile', 'my'], old)).replies).toEqual([]);
});

test('the script may be read twice, and where unset variables are errors', async () => {
  const user = await newUser();
  const script = await user.script('bash');
  const again = `set -u; source ${script}`;
  expect((await complete(user, ['teamsync', 'recon'], again)).replies).toEqual(['reconcile']);
  expect((await complete(user, ['teamsync', ''], again)).replies).toContain('reconcile');
});

test('bash finds nothing wrong with the script', async () => {
  const user = await newUser();
  const script = await user.script('bash');
  expect(await user.start('bash', ['-n', script])).toEqual({ stdout: '', stderr: '', exitCode: 0 });
});

describe('shellcheck', () => {
  needs('shellcheck');

  test('finds nothing wrong with the script', async () => {
    const user = await newUser();
    const script = await user.script('bash');
    expect(await user.start('shellcheck', ['--shell=bash', script])).toMatchObject({
      stdout: '',
      exitCode: 0,
    });
  });
});

test('on a terminal words are completed as they are typed, and nothing of them is run', async () => {
  const user = await newUser();
  const calls = await user.type(
    ['bash', '--norc', '--noprofile', '-i'],
    [
      `source ${await user.script('bash')}; ${PRINTING}`,
      'teamsync settings set provision.si\tt\t',
      'teamsync settings set "provision.silent=t\t',
      'teamsync plan --format=nd\t --settings=my\t pl\t',
      'teamsync apply --resume 2\t',
      "teamsync hold remove o\t x\t 'a\t",
      'teamsync hold remove "$(echo x)" a\t',
    ],
  );
  expect(calls).toEqual([
    ['settings', 'set', 'provision.silent=true'],
    ['settings', 'set', 'provision.silent=true'],
    ['plan', '--format=ndjson', '--settings=my roster.csv', 'plan.json'],
    ['apply', '--resume', user.run],
    ['hold', 'remove', "o'brien@example.com", 'x$(touch pwned)y@example.com', 'a b@example.com'],
    ['hold', 'remove', 'x', 'a b@example.com'],
  ]);
  expect(await readdir(user.work)).not.toContain('pwned');
});
