import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { DeclinedError } from '../errors.ts';

/** One of several answers: what is stored, and what it means. */
export interface Choice {
  value: string;
  name: string;
}

/** How questions are put; the dialogue knows nothing of the terminal. */
export interface Prompts {
  yesNo(message: string, preset: boolean): Promise<boolean>;
  choose(message: string, choices: readonly Choice[], preset: string): Promise<string>;
  /** At least one of the choices. */
  chooseSeveral(message: string, choices: readonly Choice[], preset: readonly string[]): Promise<string[]>;
  /** Asks again until `check` answers true; otherwise it says what is wrong. */
  text(message: string, preset: string, check: (text: string) => true | string): Promise<string>;
  /** What is typed is shown as stars only; may be empty. */
  hidden(message: string): Promise<string>;
  say(text: string): void;
}

/** Names of inquirer's errors for Ctrl-C and for an abort from outside. */
const LEFT: ReadonlySet<string> = new Set(['ExitPromptError', 'AbortPromptError']);

/** Where questions are put, and what ends them. */
export interface PromptStreams {
  input: Readable;
  output: Writable & { columns?: number };
  signal: AbortSignal;
}

/** Where the output does not tell. */
const USUAL_COLUMNS = 80;

/** Narrower than this nothing reads well, and a terminal that says 0 columns does not know. */
const NARROWEST = 40;

/** Columns that inquirer needs before a question, and a little air behind it. */
const MARGIN = 4;

/** Breaks a question between words: inquirer itself breaks in the middle of them. */
function wrapWords(text: string, width: number): string {
  let column = 0;
  return text
    .split(' ')
    .map((word, index) => {
      const fits = column + 1 + word.length <= width;
      const gap = fits ? ' ' : '\n';
      column = fits ? column + 1 + word.length : word.length;
      return index === 0 ? word : `${gap}${word}`;
    })
    .join('');
}

/** Runs while input may still come: inquirer itself waits for ever once Ctrl-D or a hangup has closed it. */
async function untilClosed<T>(streams: PromptStreams, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { input } = streams;
  const closed = new AbortController();
  const close = (): void => {
    closed.abort();
  };
  const events = ['pause', 'end', 'close'] as const;
  for (const event of events) input.once(event, close);
  if (input.readableEnded || input.destroyed) close();
  try {
    return await run(AbortSignal.any([streams.signal, closed.signal]));
  } finally {
    for (const event of events) input.removeListener(event, close);
  }
}

/** Questions on a terminal; leaving one is a no to everything. */
export async function openPrompts(streams: PromptStreams): Promise<Prompts> {
  const { default: inquirer } = await import('inquirer');
  const { input, output } = streams;

  async function ask<T>(
    shape: z.ZodType<T>,
    question: Record<string, unknown> & { message: string },
  ): Promise<T> {
    try {
      return await untilClosed(streams, async (signal) => {
        const prompt = inquirer.createPromptModule({ input, output, signal });
        const message = wrapWords(
          question.message,
          Math.max(NARROWEST, output.columns ?? USUAL_COLUMNS) - MARGIN,
        );
        const answers: { answer: unknown } = await prompt([{ ...question, message, name: 'answer' }]);
        return shape.parse(answers.answer);
      });
    } catch (error) {
      if (!(error instanceof Error) || !LEFT.has(error.name)) throw error;
      throw new DeclinedError('The questions were left before the end; nothing was changed.', {
        cause: error,
      });
    }
  }

  return {
    yesNo: (message, preset) => ask(z.boolean(), { type: 'confirm', message, default: preset }),
    choose: (message, choices, preset) =>
      ask(z.string(), { type: 'select', message, choices: [...choices], default: preset }),
    chooseSeveral: (message, choices, preset) => {
      const marked = choices.map((choice) => ({ ...choice, checked: preset.includes(choice.value) }));
      return ask(z.array(z.string()), { type: 'checkbox', message, choices: marked, required: true });
    },
    text: (message, preset, check) =>
      ask(z.string(), { type: 'input', message, default: preset, prefill: 'editable', validate: check }),
    hidden: (message) => ask(z.string(), { type: 'password', message, mask: '*' }),
    say: (text) => {
      output.write(text);
    },
  };
}
