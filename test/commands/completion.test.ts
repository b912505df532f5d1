import { expect, test } from 'vitest';
import { renderScript, SHELLS } from '../../src/render/completion/scripts.ts';
import { documentOf, teamsync } from '../helpers/run-main.ts';

test.each(SHELLS)('%s gets its script to the letter, or as data', async (shell) => {
  const script = renderScript(shell);
  expect(await teamsync(`completion ${shell}`)).toEqual({ exitCode: 0, stdout: script, stderr: '' });
  expect(documentOf(await teamsync(`completion ${shell} --json`))).toMatchObject({
    ok: true,
    command: 'completion',
    data: { shell, script },
  });
});

test('without the name of a shell the four are named', async () => {
  const ran = await teamsync('completion');
  expect([ran.exitCode, ran.stdout]).toEqual([7, '']);
  expect(ran.stderr).toBe(
    'error: teamsync completion needs the name of a shell: bash, zsh, fish or powershell.\n' +
      'hint: Type one of: teamsync completion bash, teamsync completion zsh, teamsync completion fish, teamsync completion powershell\n',
  );
  expect(documentOf(await teamsync('completion --json'))).toMatchObject({
    exitCode: 7,
    error: { code: 'usage', details: { shells: SHELLS } },
  });
});

test('another shell is refused with the names of the four', async () => {
  const ran = await teamsync('completion csh');
  expect(ran.exitCode).toBe(7);
  for (const shell of SHELLS) expect(ran.stderr).toContain(shell);
});
