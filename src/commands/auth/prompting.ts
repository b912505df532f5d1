import { openPrompts, type Prompts } from '../../settings/prompts.ts';
import { canAsk } from '../context-of.ts';
import type { Context } from '../context.ts';

/** True when somebody sits at a terminal, whatever form the output takes. */
export function isTerminal({ outside, options }: Context): boolean {
  return canAsk(outside, options);
}

/** Questions on the terminal of this command. */
export function promptsOf({ outside }: Context): Promise<Prompts> {
  return openPrompts({ input: outside.stdin, output: outside.stderr, signal: outside.signal });
}
