import { createInterface } from 'node:readline';
import type { Context } from '../context.ts';
import { isTerminal } from './prompting.ts';
import { openPrompts } from '../../settings/prompts.ts';

/** The code that Dropbox showed: typed on a terminal, else one line of standard input; empty when there is none. */
export async function readPastedCode(context: Context, limit: AbortSignal): Promise<string> {
  const { stdin, stderr, signal } = context.outside;
  if (!isTerminal(context)) return readLine(context, limit);
  const prompts = await openPrompts({
    input: stdin,
    output: stderr,
    signal: AbortSignal.any([signal, limit]),
  });
  return prompts.hidden('Code:');
}

function readLine({ outside }: Context, limit: AbortSignal): Promise<string> {
  const lines = createInterface({ input: outside.stdin, crlfDelay: Infinity });
  return new Promise((resolve) => {
    const end = (text: string): void => {
      lines.removeAllListeners();
      lines.close();
      resolve(text);
    };
    lines.once('line', end);
    lines.once('close', () => {
      end('');
    });
    limit.addEventListener('abort', () => {
      end('');
    });
  });
}
