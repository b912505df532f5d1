import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../src/errors.ts';
import { outputOf } from '../src/output.ts';

/** A stream that keeps what is written to it, or fails with a system error each time. */
function stream(failure?: string): { output: Writable; written: string[] } {
  const written: string[] = [];
  const output = new Writable({
    autoDestroy: false,
    write(chunk, _encoding, callback) {
      if (failure === undefined) {
        written.push(String(chunk));
        callback();
      } else callback(Object.assign(new Error('write failed'), { code: failure }));
    },
  });
  return { output, written };
}

/** A process whose streams count how often they were looked at. */
function processWith(failure?: string) {
  const out = stream(failure);
  const err = stream();
  const opened: string[] = [];
  const process = {
    get stdout() {
      opened.push('stdout');
      return out.output;
    },
    get stderr() {
      opened.push('stderr');
      return err.output;
    },
  };
  return { process, opened, out, err };
}

describe('the output of a process', () => {
  test('is opened as it is used, each stream once', async () => {
    const { process, opened, out } = processWith();
    const output = outputOf(process);
    expect(opened).toEqual([]);
    output.stdout.write('a');
    output.stdout.write('b');
    expect(await output.proven(EXIT.done)).toBe(EXIT.done);
    expect(opened).toEqual(['stdout']);
    expect(out.written.join('')).toBe('ab');
  });

  test('that could not be written is told, and the run counts as failed', async () => {
    const { process, err } = processWith('ENOSPC');
    const output = outputOf(process);
    output.stdout.write('a');
    expect(await output.proven(EXIT.done)).toBe(EXIT.unexpected);
    expect(err.written.join('')).toContain('could not be written (ENOSPC); the run itself ended with 0');
  });

  test('that nobody reads to its end is no fault', async () => {
    const { process, err } = processWith('EPIPE');
    const output = outputOf(process);
    output.stdout.write('a');
    expect(await output.proven(EXIT.done)).toBe(EXIT.done);
    expect(err.written).toEqual([]);
  });

  test.each([EXIT.declined, EXIT.terminated])('of a run that was stopped keeps its code %i', async (code) => {
    const output = outputOf(processWith('EIO').process);
    output.stdout.write('a');
    expect(await output.proven(code)).toBe(code);
  });
});
