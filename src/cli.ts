import { Command, type OutputConfiguration } from 'commander';
import type { Invoke } from './cli/invocation.ts';
import { addAuth } from './cli/auth.ts';
import { addDoctor } from './cli/doctor.ts';
import { addExplain } from './cli/explain.ts';
import { addHistory } from './cli/history.ts';
import { addHold } from './cli/hold.ts';
import { addMember } from './cli/member.ts';
import { addPlanning } from './cli/planning.ts';
import { addRoster } from './cli/roster.ts';
import { addSandbox } from './cli/sandbox.ts';
import { addSettings } from './cli/settings.ts';
import { addStatus } from './cli/status.ts';
import { addUndo } from './cli/undo.ts';

const EXIT_CODES = `
Exit codes: 0 done, 2 changes pending (--detailed-exitcode), 3 refused by a safety rail, 4 some changes failed or were
blocked, 5 not authorized, 6 scope or admin role missing, 7 usage, settings or roster invalid, 8 Dropbox unavailable,
9 locked, 10 plan no longer matches, 130/143 interrupted or declined, 1 anything else.`;

/** Declares every command; what a command does is loaded only when it is called. */
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
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', EXIT_CODES);
  addAuth(program, invoke);
  addPlanning(program, invoke);
  addExplain(program, invoke);
  addRoster(program, invoke);
  addMember(program, invoke);
  addUndo(program, invoke);
  addHold(program, invoke);
  addHistory(program, invoke);
  addStatus(program, invoke);
  addDoctor(program, invoke);
  addSettings(program, invoke);
  addSandbox(program, invoke);
  return program;
}
