import type { Ora } from 'ora';
import type { Context } from '../context.ts';

/** Shows what a run is waiting for: a spinner on a terminal, nothing anywhere else. */
export interface Progress {
  /** Runs a step under a line of its own. */
  during: <T>(text: string, step: (update: (text: string) => void) => Promise<T>) => Promise<T>;
}

/** Progress on standard error; silent without a terminal, with `--quiet` and in CI. */
export function progressFor(context: Context): Progress {
  const { stderr, env } = context.outside;
  // A terminal without a size makes the spinner draw without end.
  const visible =
    stderr.isTTY === true &&
    (stderr.columns ?? 0) > 0 &&
    !context.options.quiet &&
    (env['CI'] ?? '') === '' &&
    env['TERM'] !== 'dumb';
  if (!visible) return { during: (_text, step) => step(() => undefined) };
  return {
    async during(text, step) {
      const spinner = await startSpinner(context, text);
      try {
        return await step((next) => {
          spinner.text = next;
        });
      } finally {
        spinner.stop();
      }
    },
  };
}

async function startSpinner(context: Context, text: string): Promise<Ora> {
  const { default: ora } = await import('ora');
  // The question that may follow reads standard input, so the spinner leaves it alone.
  return ora({ text, stream: context.outside.stderr, discardStdin: false }).start();
}
