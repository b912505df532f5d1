import type { Ora } from 'ora';
import type { Context } from '../context.ts';

/** Shows what a run is waiting for: a spinner on a terminal, nothing anywhere else. */
export interface Progress {
  /** Runs a step under a line of its own. */
  during: <T>(text: string, step: (update: Update) => Promise<T>) => Promise<T>;
}

/** Tells how far a step is. */
type Update = (done: number, total: number) => void;

/**
 * Progress on standard error: events where they were asked for, else a spinner, which is silent without a terminal, with
 * `--quiet` and in CI.
 */
export function progressFor(context: Context, format?: 'json'): Progress {
  if (format === 'json') return eventsFor(context);
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
        return await step((done, total) => {
          spinner.text = `${text} ${String(done)} of ${String(total)}`;
        });
      } finally {
        spinner.stop();
      }
    },
  };
}

/** One JSON object a line: when a step begins, how far it is, and when it is over. */
function eventsFor({ outside }: Context): Progress {
  const write = (event: 'begin' | 'progress' | 'end', step: string, facts: object = {}): void => {
    const at = outside.now().toISOString();
    outside.stderr.write(`${JSON.stringify({ event, at, step, ...facts })}\n`);
  };
  return {
    async during(text, step) {
      write('begin', text);
      try {
        return await step((done, total) => {
          write('progress', text, { done, total });
        });
      } finally {
        write('end', text);
      }
    },
  };
}

async function startSpinner(context: Context, text: string): Promise<Ora> {
  const { default: ora } = await import('ora');
  // The question that may follow reads standard input, so the spinner leaves it alone.
  return ora({ text, stream: context.outside.stderr, discardStdin: false }).start();
}
