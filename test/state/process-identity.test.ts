import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { processIdentity } from '../../src/state/process-identity.ts';

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test('a process is known by when it started and by the start of the machine', async () => {
    const [one, two] = [await processIdentity(process.pid), await processIdentity(process.pid)];
    expect(one).toEqual({
      exists: true,
      processStart: expect.stringMatching(/^\d+$/) as unknown,
      bootId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    });
    expect(two).toEqual(one);
  });

  test('a later process has a later start, whatever its name', async () => {
    const child = spawn(
      process.execPath,
      ['-e', 'process.title = ") R 1 ("; process.stdin.pipe(process.stdout)'],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    child.stdin.write('named\n');
    await once(child.stdout, 'data');
    const [ours, its] = [await processIdentity(process.pid), await processIdentity(child.pid ?? 0)];
    expect(Number(its.processStart)).toBeGreaterThan(Number(ours.processStart));
    child.stdin.end();
    await once(child, 'exit');
  });

  test('a process that nobody has asked how it ended is gone', async () => {
    // The shell becomes a program that never asks after its child.
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await expect.poll(async () => (await processIdentity(pid)).exists).toBe(false);
    parent.kill();
    await once(parent, 'exit');
  });
});

test('a process that has ended does not exist', async () => {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await once(child, 'exit');
  expect(await processIdentity(child.pid ?? 0)).toMatchObject({ exists: false, processStart: null });
});

test('a process that belongs to somebody else exists', async () => {
  expect(await processIdentity(1)).toMatchObject({ exists: true });
});
