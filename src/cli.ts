import { Command, type OutputConfiguration } from 'commander';
import type { Invoke } from './cli/invocation.ts';
import { addAuth } from './cli/auth.ts';
import { addCompletion } from './cli/completion.ts';
import { addDoctor } from './cli/doctor.ts';
import { withExamples } from './cli/examples.ts';
import { addExplain } from './cli/explain.ts';
import { addHelp } from './cli/help-command.ts';
import { HELP_STYLE } from './cli/help.ts';
import { addHistory } from './cli/history.ts';
import { addHold } from './cli/hold.ts';
import { declareRest } from './cli/later.ts';
import { addMember } from './cli/member.ts';
import { addPlanning } from './cli/planning.ts';
import { addRoster } from './cli/roster.ts';
import { addSandbox } from './cli/sandbox.ts';
import { addSettings } from './cli/settings.ts';
import { addStatus } from './cli/status.ts';
import { addUndo } from './cli/undo.ts';

/** Declares every command; its options are declared, and what it does is loaded, only when it is called. */
export function buildProgram(version: string, invoke: Invoke, output: OutputConfiguration): Command {
  const program = new Command('teamsync')
    .exitOverride()
    .configureOutput(output)
    .description("Makes a Dropbox team's membership match a roster, after showing exactly what it will do.")
    .version(version, '--version', 'print the version')
    .option(
      '--profile <name>',
      'which stored configuration to use (default: TEAMSYNC_PROFILE, else "default")',
    )
    .option('--sandbox', 'use the built-in rehearsal team instead of Dropbox')
    .option('--json', 'write one JSON document to standard output')
    .option('--quiet', 'print only warnings and errors')
    .option('--verbose', 'tell more')
    .option('--no-color', 'no colours')
    .option('--no-input', 'never ask anything')
    .helpOption('-h, --help', 'show the help of a command')
    .helpCommand('help [command]', 'show the help of a command')
    .showSuggestionAfterError(false)
    .configureHelp(HELP_STYLE);
  withExamples(
    program,
    ['reconcile roster.csv --dry-run', 'see what would change; nothing is sent'],
    ['reconcile roster.csv', 'see it, and apply it after a yes'],
    ['settings set --provision --suspend', 'enable what runs may do'],
    ['reconcile fixtures/roster.csv --sandbox --yes', 'try it on the rehearsal team, without Dropbox'],
  );
  program.commandsGroup('Main job');
  addPlanning(program, invoke);
  addRoster(program, invoke);
  program.commandsGroup('People');
  addExplain(program, invoke);
  addMember(program, invoke);
  addHold(program, invoke);
  program.commandsGroup('Looking back');
  addHistory(program, invoke);
  addUndo(program, invoke);
  addStatus(program, invoke);
  program.commandsGroup('Set-up');
  addAuth(program, invoke);
  addSettings(program, invoke);
  addDoctor(program, invoke);
  addSandbox(program, invoke);
  addCompletion(program, invoke);
  addHelp(program);
  return program.hook('preSubcommand', (_program, command) => {
    declareRest(command);
  });
}
