import { PassThrough, Writable } from 'node:stream';
import type { Context, Surroundings } from '../../src/commands/context.ts';
import { contextOf, type TypedOptions } from '../../src/commands/context-of.ts';

/** An output stream that keeps what was written to it. */
export class Screen extends Writable {
  text = '';
  isTTY?: boolean;
  columns?: number;

  /** With columns it is a terminal. */
  constructor(columns?: number) {
    super({ decodeStrings: false });
    if (columns === undefined) return;
    this.isTTY = true;
    this.columns = columns;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

export interface Outside extends Surroundings {
  stdout: Screen;
  stderr: Screen;
}

/** An outside world of values: nothing on the streams, an empty environment, a clock that stands still. */
export function outsideWith(fields: Partial<Surroundings> & { terminal?: number } = {}): Outside {
  const { terminal, ...rest } = fields;
  const stdin: Surroundings['stdin'] = new PassThrough();
  if (terminal !== undefined) stdin.isTTY = true;
  return {
    argv: [],
    version: '1.2.3',
    env: {},
    stdin,
    now: () => new Date('2026-03-02T10:00:00Z'),
    zone: 'UTC',
    monotonic: () => 0,
    random: () => 0,
    sleep: () => Promise.resolve(),
    cwd: '/home/ana/rosters',
    node: '22.11.0',
    platform: 'linux',
    pid: process.pid,
    host: 'here',
    signal: new AbortController().signal,
    cutOff: new Promise<never>(() => undefined),
    graceful: (work) => work(),
    ...rest,
    stdout: new Screen(terminal),
    stderr: new Screen(terminal),
  };
}

/** The context of a command line with these options in such a world. */
export function contextWith(
  typed: Partial<TypedOptions> = {},
  outside: Outside = outsideWith(),
): Context & { outside: Outside } {
  return { ...contextOf(outside, { color: true, input: true, ...typed }), outside };
}
