import { buildProgram } from '../../../src/cli.ts';
import { declareAll } from '../../../src/cli/later.ts';
import { locate, type Position } from '../../../src/commands/completion/position.ts';
import type { Command } from 'commander';

/** The program as users have it; it runs nothing. */
export function program(): Command {
  const whole = buildProgram('1.2.3', () => Promise.resolve(), {});
  declareAll(whole);
  return whole;
}

/** Where the cursor is at the end of a line; after a blank a new word begins. */
export function at(line: string): Position {
  return locate(program(), line.split(' '));
}
