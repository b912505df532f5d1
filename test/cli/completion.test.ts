import { expect, test } from 'vitest';
import { complaint, helpOf, invocationsOf, understood } from './typed.ts';

test.each([
  ['completion', {}],
  ['completion bash', { shell: 'bash' }],
  ['completion zsh', { shell: 'zsh' }],
  ['completion fish', { shell: 'fish' }],
  ['completion powershell', { shell: 'powershell' }],
])('%s', async (line, input) => {
  expect(await understood(line)).toEqual({
    command: 'completion',
    options: { color: true, input: true },
    input,
  });
});

test('the scripts ask with all words behind two dashes', async () => {
  const { command, options, input } = await understood([
    '__complete',
    'bash',
    '--',
    '--json',
    '--',
    '--profile',
    '',
  ]);
  expect([command, options]).toEqual(['__complete', { color: true, input: true }]);
  expect(input).toMatchObject({ shell: 'bash', words: ['--json', '--', '--profile', ''] });
});

test.each(['completion bash', '__complete bash'])('%s loads code that can be run', async (line) => {
  const [invocation] = await invocationsOf(line);
  expect(await invocation?.load()).toBeTypeOf('function');
});

test('a shell that nobody knows is not understood', async () => {
  expect(await complaint('completion csh')).toContain('bash, zsh, fish, powershell');
});

test('the help tells what to type in each shell, and nothing of the hidden command', async () => {
  const text = await helpOf('completion');
  expect(text).toContain('teamsync completion bash > ~/.local/share/bash-completion/completions/teamsync');
  expect(text).toContain('teamsync completion zsh > "${fpath[1]}/_teamsync"');
  expect(text).toContain('teamsync completion fish > ~/.config/fish/completions/teamsync.fish');
  expect(text).toContain('teamsync completion powershell | Out-String | Invoke-Expression');
  expect(await helpOf('')).not.toContain('__complete');
});
