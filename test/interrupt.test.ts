import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { watchSignals, type Interrupts, type SignalSource } from '../src/interrupt.ts';

class Exited extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${String(code)}`);
    this.code = code;
  }
}

/** A process as far as signals go; its exit is an exception. */
class FakeProcess extends EventEmitter implements SignalSource {
  exit(code: number): never {
    throw new Exited(code);
  }
}

function watched(): { source: FakeProcess; interrupts: Interrupts; said: string[] } {
  const source = new FakeProcess();
  const said: string[] = [];
  const interrupts = watchSignals(source, (text) => said.push(text));
  return { source, interrupts, said };
}

const CASES = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 143],
] as const;

describe('the first signal', () => {
  test.each(CASES)('%s cuts off what is not graceful, with exit code %i', async (name, exitCode) => {
    const { source, interrupts, said } = watched();
    source.emit(name);
    await expect(interrupts.cutOff).rejects.toMatchObject({
      exitCode,
      code: 'interrupted',
      message: 'Interrupted. Nothing was sent to Dropbox.',
    });
    expect(interrupts.signal.aborted).toBe(true);
    expect(interrupts.signal.reason).toBe(name);
    expect(said).toEqual([]);
  });

  test.each(CASES)('%s lets graceful work end by itself, and says so', async (name) => {
    const { source, interrupts, said } = watched();
    let settled = false;
    interrupts.cutOff.catch(() => {
      settled = true;
    });
    const result = await interrupts.graceful(async () => {
      source.emit(name);
      await new Promise((resolve) => setImmediate(resolve));
      return interrupts.signal.reason as string;
    }, 'Stopping: wait.');
    expect(result).toBe(name);
    expect(settled).toBe(false);
    expect(said).toEqual(['Stopping: wait.\n']);
  });

  test('after graceful work does not claim that nothing was sent', async () => {
    const { source, interrupts } = watched();
    await interrupts.graceful(() => Promise.resolve());
    source.emit('SIGINT');
    await expect(interrupts.cutOff).rejects.toMatchObject({ exitCode: 130, message: 'Interrupted.' });
  });

  test('cuts off again once graceful work has failed', async () => {
    const { source, interrupts } = watched();
    await expect(interrupts.graceful(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    source.emit('SIGTERM');
    await expect(interrupts.cutOff).rejects.toMatchObject({ exitCode: 143 });
  });
});

describe('the second signal', () => {
  test.each(CASES)('%s ends the process at once with %i', async (name, exitCode) => {
    const { source, interrupts } = watched();
    await interrupts.graceful(() => {
      source.emit('SIGINT');
      expect(() => source.emit(name)).toThrow(expect.objectContaining({ code: exitCode }) as Error);
      return Promise.resolve();
    });
  });
});

test('nobody listens once it is stopped', () => {
  const { source, interrupts } = watched();
  expect(source.eventNames().sort()).toEqual(['SIGHUP', 'SIGINT', 'SIGTERM']);
  interrupts.stop();
  expect(source.eventNames()).toEqual([]);
});

test('a signal that nobody waits for is no unhandled rejection', async () => {
  const { source } = watched();
  source.emit('SIGINT');
  await new Promise((resolve) => setImmediate(resolve));
});
