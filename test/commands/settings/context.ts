import { PassThrough } from 'node:stream';
import { Chalk } from 'chalk';
import type { Context, GlobalOptions } from '../../../src/commands/context.ts';

/** A context of values only, for a folder of configuration. */
export function contextFor(
  config: string,
  options: Partial<GlobalOptions> = {},
  parts: Partial<Pick<Context, 'interactive' | 'paint'>> = {},
): Context {
  return {
    options: {
      profile: 'default',
      json: false,
      quiet: false,
      verbose: false,
      color: false,
      input: true,
      sandbox: false,
      ...options,
    },
    outside: {
      argv: [],
      version: '0.0.0',
      env: {},
      stdin: new PassThrough(),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      now: () => new Date(0),
      monotonic: () => 0,
      random: () => 0,
      sleep: () => Promise.resolve(),
      zone: 'UTC',
      cwd: config,
      pid: 1,
      host: 'here',
      node: '22.11.0',
      platform: process.platform,
      signal: new AbortController().signal,
      cutOff: new Promise<never>(() => undefined),
      graceful: (work) => work(),
    },
    folders: { config, state: config, work: config },
    paint: new Chalk({ level: 0 }),
    interactive: false,
    width: 80,
    print: () => undefined,
    note: () => undefined,
    ...parts,
  };
}
