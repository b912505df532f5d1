import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Surroundings } from '../../../src/commands/context.ts';
import { interruptibly } from '../../../src/commands/watch/round-signal.ts';
import { outsideWith } from '../../helpers/context.ts';

/** A world that can be interrupted, and in which waiting takes a turn. */
function world(): { outside: Surroundings; interrupt: (name?: string) => void } {
  const controller = new AbortController();
  const outside = outsideWith({ signal: controller.signal, sleep: () => turn() });
  return {
    outside,
    interrupt: (name = 'SIGTERM') => {
      controller.abort(name);
    },
  };
}

const never = (): Promise<never> => new Promise(() => undefined);

test('work that nobody interrupts ends as it does', async () => {
  const { outside } = world();
  expect(await interruptibly(outside, () => Promise.resolve('done'))).toBe('done');
  await expect(interruptibly(outside, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('an interrupt reaches the work with the name of the signal', async () => {
  const { outside, interrupt } = world();
  const reason = await interruptibly(outside, ({ signal }) => {
    interrupt('SIGINT');
    return Promise.resolve(signal.reason as string);
  });
  expect(reason).toBe('SIGINT');
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
])('work that does not end by itself after %s is given up', async (name, exitCode) => {
  const { outside, interrupt } = world();
  const work = interruptibly(outside, never);
  interrupt(name);
  await expect(work).rejects.toMatchObject({
    exitCode,
    message: 'Interrupted. Nothing was sent to Dropbox.',
  });
});

test('work that begins after the interrupt is given up as well', async () => {
  const { outside, interrupt } = world();
  interrupt();
  await expect(interruptibly(outside, never)).rejects.toMatchObject({ exitCode: 143 });
});

test('graceful work is waited for', async () => {
  const { outside, interrupt } = world();
  const work = interruptibly(outside, ({ graceful }) =>
    graceful(async () => {
      interrupt();
      for (let turns = 0; turns < 10; turns += 1) await turn();
      return 'done';
    }),
  );
  expect(await work).toBe('done');
});

test('after graceful work nobody claims that nothing was sent', async () => {
  const { outside, interrupt } = world();
  const work = interruptibly(outside, async ({ graceful }) => {
    await graceful(() => Promise.resolve());
    interrupt();
    return never();
  });
  await expect(work).rejects.toMatchObject({ message: 'Interrupted.' });
});

test('a run that is over has left nothing behind at the signal of the process', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listening = 0;
  const add = signal.addEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    const options = args[2];
    if (typeof options === 'object') {
      listening += 1;
      options.signal?.addEventListener('abort', () => (listening -= 1));
    }
    add(...args);
  };
  await interruptibly(outsideWith({ signal }), () => Promise.resolve());
  expect(listening).toBe(0);
});
