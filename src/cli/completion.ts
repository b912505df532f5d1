import { Argument, type Command } from 'commander';
import type { CompletionInput } from '../commands/completion.ts';
import type { AnswerInput } from '../commands/completion/answer.ts';
import { SHELLS, type Shell } from '../render/completion/scripts.ts';
import { withExamples } from './examples.ts';
import { called, type Invoke } from './invocation.ts';
import { declareAll } from './later.ts';

/** Declares `completion`, and the hidden command by which the scripts that it prints ask what may stand at the cursor. */
export function addCompletion(program: Command, invoke: Invoke): void {
  withExamples(
    program.command('completion'),
    ['completion bash > ~/.local/share/bash-completion/completions/teamsync', 'in bash'],
    ['completion zsh > "${fpath[1]}/_teamsync"', 'in zsh'],
    ['completion fish > ~/.config/fish/completions/teamsync.fish', 'in fish'],
    ['completion powershell | Out-String | Invoke-Expression', 'in PowerShell, as a line of $PROFILE'],
  )
    .addArgument(new Argument('[shell]', 'the shell that runs the script').choices(SHELLS))
    .description('print a script that makes a shell complete command lines of teamsync')
    .action((shell: Shell | undefined, _options, command: Command) =>
      invoke<CompletionInput>({
        ...called('completion', command),
        input: shell === undefined ? {} : { shell },
        load: async () => (await import('../commands/completion.ts')).runCompletion,
      }),
    );
  program
    .command('__complete', { hidden: true })
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .argument('[words...]')
    .action((shell: Shell, words: string[], _options, command: Command) => {
      declareAll(program);
      return invoke<AnswerInput>({
        ...called('__complete', command),
        input: { program, shell, words },
        load: async () => (await import('../commands/completion/answer.ts')).runAnswer,
      });
    });
}
