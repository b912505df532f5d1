import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { MEANINGS } from '../../../src/settings/meanings.ts';
import { ODD_EMAILS } from '../../helpers/completing.ts';
import { needs, newUser, type User } from './shell.ts';

needs('fish');

async function complete(user: User, line: string): Promise<string[]> {
  const command = `source ${await user.script('fish')}; complete -C '${line.replaceAll(/['\\]/g, '\\$&')}'`;
  const { stdout, stderr } = await user.start('fish', ['--no-config', '-c', command]);
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

test.each<[string, string[]]>([
  ['teamsync settings set safety.prot', ['safety.protect=', 'safety.protectAdmins=']],
  ['teamsync settings set provision.silent=', ['provision.silent=true', 'provision.silent=false']],
  ["teamsync settings set 'provision.silent=t", ['provision.silent=true']],
  ['teamsync plan --format n', ['ndjson']],
  ['teamsync plan --format=n', ['--format=ndjson']],
  ['teamsync --profile ', ['acme', 'other.one']],
  ['teamsync undo ', ['20260302T100000Z-00ab1f']],
  ['teamsync hold remove ', ODD_EMAILS],
  ["teamsync hold remove 'o", ["o'brien@example.com"]],
  ['teamsync hold remove (touch pwned) o', ["o'brien@example.com"]],
  ['teamsync reconcile m', ['my roster.csv']],
  ['teamsync reconcile --settings=m', ['--settings=my roster.csv']],
  ['teamsync reconcile --settings m', ['my roster.csv']],
  ['teamsync member suspend ', []],
  ['/nowhere/teamsync recon', ['reconcile']],
])('%s', async (line, values) => {
  const user = await newUser();
  expect((await complete(user, line)).map((offered) => offered.split('\t')[0])).toEqual(values);
  expect(await readdir(user.work)).not.toContain('pwned');
});

test('what a word means is shown beside it', async () => {
  const [offered] = await complete(await newUser(), 'teamsync settings set provision.en');
  expect(offered).toBe(`provision.enabled=\t${MEANINGS['provision.enabled']}`);
});

test('fish finds nothing wrong with the script', async () => {
  const user = await newUser();
  expect(await user.start('fish', ['--no-execute', await user.script('fish')])).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 0,
  });
});
