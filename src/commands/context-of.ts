import { resolve } from 'node:path';
import { Chalk, type ChalkInstance } from 'chalk';
import envPaths from 'env-paths';
import { redact } from '../auth/secret.ts';
import { InvalidInputError } from '../errors.ts';
import { partsOf } from '../parts.ts';
import { cleanLines } from '../render/clean.ts';
import { shownTo } from '../render/local-time.ts';
import type { Context, GlobalOptions, Output, Surroundings } from './context.ts';

const SANDBOX_PROFILE = 'sandbox';
/** Width of text where no terminal tells one. */
const DEFAULT_WIDTH = 80;
const BASIC_COLOURS = 1;

/** The options of every command as they were typed, before the environment fills in what is missing. */
export interface TypedOptions {
  profile?: string;
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  color: boolean;
  input: boolean;
  sandbox?: boolean;
}

/** Makes what a command works with out of the outside world and the options of the command line. */
export function contextOf(outside: Surroundings, typed: TypedOptions): Context {
  const options = globalOptions(outside.env, typed);
  const silent = options.json || options.quiet;
  const { stdout } = outside;
  return {
    options,
    outside,
    folders: foldersOf(outside),
    paint: paintFor(stdout, outside.env, options.color),
    get interactive() {
      return !silent && canAsk(outside, options);
    },
    width: widthOf(stdout),
    print: (render) => {
      if (silent) return;
      for (const part of partsOf(render())) stdout.write(redact(shownTo(outside, part)));
    },
    note: (text) => {
      if (!options.quiet) outside.stderr.write(redact(shownTo(outside, `${cleanLines(text)}\n`)));
    },
  };
}

/** True when somebody sits at a terminal and wants to be asked. To look at a stream opens it, so that comes last. */
export function canAsk(outside: Surroundings, { input }: Pick<GlobalOptions, 'input'>): boolean {
  if (!input || (outside.env['CI'] ?? '') !== '') return false;
  return outside.stdin.isTTY === true && outside.stderr.isTTY === true;
}

/** Colours for a stream: on a terminal, unless NO_COLOR, TERM=dumb or --no-color say otherwise; FORCE_COLOR wins over the environment. */
export function paintFor(stream: Output, env: Surroundings['env'], wanted: boolean): ChalkInstance {
  const forced = env['FORCE_COLOR'] ?? '';
  const coloured = (): boolean => {
    if (!wanted) return false;
    if (forced !== '') return forced !== '0' && forced !== 'false';
    return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  };
  return new Chalk({ level: coloured() ? BASIC_COLOURS : 0 });
}

/** A pipe has no width, and a terminal may say 0 when it does not know its own. */
function widthOf({ isTTY, columns }: Output): number {
  return isTTY === true && columns !== undefined && columns > 0 ? columns : DEFAULT_WIDTH;
}

function globalOptions(env: Surroundings['env'], typed: TypedOptions): GlobalOptions {
  const named = typed.profile ?? (env['TEAMSYNC_PROFILE'] === '' ? undefined : env['TEAMSYNC_PROFILE']);
  if (typed.sandbox === true && typed.profile !== undefined && typed.profile !== SANDBOX_PROFILE) {
    throw new InvalidInputError(
      'profile_and_sandbox',
      `--sandbox is the profile "${SANDBOX_PROFILE}", so it cannot be combined with --profile ${typed.profile}.`,
      { hint: 'Leave one of the two away.' },
    );
  }
  const profile = typed.sandbox === true ? SANDBOX_PROFILE : (named ?? 'default');
  return {
    profile,
    json: typed.json === true,
    quiet: typed.quiet === true,
    verbose: typed.verbose === true,
    color: typed.color,
    input: typed.input,
    sandbox: profile === SANDBOX_PROFILE,
  };
}

function foldersOf({ env, cwd, platform }: Surroundings): Context['folders'] {
  const paths = envPaths('teamsync', { suffix: '' });
  const chosen = (name: string, fallback: string): string => {
    const value = env[name] ?? '';
    return resolve(cwd, value === '' ? fallback : value);
  };
  return {
    config: chosen('TEAMSYNC_CONFIG_DIR', paths.config),
    // On Linux this is XDG_STATE_HOME; elsewhere run state lives with the other data of the program.
    state: chosen('TEAMSYNC_STATE_DIR', platform === 'linux' ? paths.log : paths.data),
    work: cwd,
  };
}
