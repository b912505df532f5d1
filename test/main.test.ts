import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Surroundings } from '../src/commands/context.ts';
import { TeamsyncError } from '../src/errors.ts';
import { run } from '../src/main.ts';
import { outsideWith } from './helpers/context.ts';
import { documentOf, teamsync, type Ran } from './helpers/run-main.ts';

describe('a command that works', () => {
  test('writes its result to standard output and nothing else', async () => {
    const { exitCode, stdout, stderr } = await teamsync('settings get provision.silent');
    expect([exitCode, stdout, stderr]).toEqual([0, 'false\n', '']);
  });

  test('writes one document with --json', async () => {
    const ran = await teamsync('settings get provision.silent --json');
    expect(documentOf(ran)).toEqual({
      schemaVersion: 1,
      command: 'settings get',
      ok: true,
      exitCode: 0,
      data: expect.objectContaining({ value: false }) as unknown,
      warnings: [],
      error: null,
    });
    expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
  });

  test('writes no text with --quiet', async () => {
    expect(await teamsync('settings get provision.silent --quiet')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('writes its document also with --quiet and --json', async () => {
    expect(documentOf(await teamsync('settings get provision.silent --quiet --json'))).toMatchObject({
      ok: true,
    });
  });
});

describe('a warning', () => {
  /** A folder with a configuration that others can read. */
  async function exposed(): Promise<Record<string, string>> {
    const folder = await mkdtemp(join(tmpdir(), 'teamsync-main-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const env = { TEAMSYNC_CONFIG_DIR: folder };
    await teamsync('settings set provision.silent=true', { env });
    const path = (await teamsync('settings path', { env })).stdout.trim();
    await chmod(path, 0o644);
    return env;
  }

  test.each(['', ' --quiet'])('goes to standard error, beside the result%s', async (option) => {
    const ran = await teamsync(`settings get provision.silent${option}`, { env: await exposed() });
    expect(ran.stderr).toMatch(/^warning: .+\n$/);
    expect([ran.exitCode, ran.stdout]).toEqual([0, option === '' ? 'true\n' : '']);
  });

  test('is in the document too', async () => {
    const ran = await teamsync('settings get provision.silent --json', { env: await exposed() });
    expect(documentOf(ran)).toMatchObject({ ok: true, warnings: [{ code: expect.any(String) as string }] });
    expect(ran.stderr).toMatch(/^warning: /);
  });
});

describe('an error that a user can act on', () => {
  test('ends with its code and goes to standard error with what to do', async () => {
    const ran = await teamsync('settings get provision.silnt');
    expect(ran.exitCode).toBe(7);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(/^error: .*provision\.silnt.*\n(hint: .*\n)?$/);
  });

  test('is the document on standard output with --json', async () => {
    const ran = await teamsync('settings get provision.silnt --json');
    expect(documentOf(ran)).toMatchObject({
      command: 'settings get',
      ok: false,
      exitCode: 7,
      data: {},
      error: { code: expect.stringMatching(/^[a-z_]+$/) as string, message: expect.any(String) as string },
    });
    expect(Object.keys(documentOf(ran)['error'] as object)).toEqual(['code', 'message', 'hint', 'details']);
    expect(ran.stderr).toMatch(/^error: /);
  });

  test('is told even with --quiet', async () => {
    expect((await teamsync('settings get provision.silnt --quiet')).stderr).toMatch(/^error: /);
  });

  test('may lie in the options themselves', async () => {
    const ran = await teamsync('settings path --sandbox --profile acme --json');
    expect(documentOf(ran)).toMatchObject({ exitCode: 7, error: { code: 'profile_and_sandbox' } });
  });

  test('is coloured on a terminal, and not with --no-color', async () => {
    expect((await teamsync('settings get nope', { terminal: 80 })).stderr).toContain('\u001b[31m');
    expect((await teamsync('settings get nope --no-color', { terminal: 80 })).stderr).not.toContain('\u001b');
  });
});

describe('an error that nobody expected', () => {
  const broken: Partial<Surroundings> = {
    env: new Proxy<Record<string, string>>(
      {},
      {
        get: (_env, name) => {
          if (name === 'TEAMSYNC_PROFILE') throw new TypeError('the world is broken');
          return undefined;
        },
      },
    ),
  };
  const world = (): Promise<Ran> => runBroken('settings path');
  async function runBroken(line: string, fields: Partial<Surroundings> = broken): Promise<Ran> {
    const outside = outsideWith({ argv: line.split(' '), ...fields });
    const exitCode = await run(outside);
    return { exitCode, stdout: outside.stdout.text, stderr: outside.stderr.text };
  }

  test('ends with 1, what it was, and no stack', async () => {
    const { exitCode, stderr, stdout } = await world();
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('TypeError: the world is broken');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('shows its stack with --verbose', async () => {
    expect((await runBroken('settings path --verbose')).stderr).toMatch(/^\s+at .*main\.test\.ts/m);
  });

  test('is a document with --json', async () => {
    expect(documentOf(await runBroken('settings path --json'))).toMatchObject({
      ok: false,
      exitCode: 1,
      error: { code: 'unexpected' },
    });
  });

  test('may be something that is no error at all', async () => {
    const env = new Proxy<Record<string, string>>(
      {},
      {
        get: (_env, name) => {
          if (name === 'TEAMSYNC_PROFILE') throwText();
          return undefined;
        },
      },
    );
    const { exitCode, stderr } = await runBroken('settings path --verbose', { env });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('just a text');
  });
});

describe('an interrupt', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends what is running with %i', async (_name, exitCode) => {
    const interruption = new TeamsyncError(exitCode, 'interrupted', 'Interrupted.');
    const cutOff = Promise.reject(interruption);
    cutOff.catch(() => undefined);
    const ran = await teamsync('settings show --json', { cutOff });
    expect(ran.exitCode).toBe(exitCode);
    expect(documentOf(ran)).toMatchObject({ ok: false, exitCode, data: {}, error: { code: 'interrupted' } });
    expect(ran.stderr).toContain('error: Interrupted.');
  });
});

/** Other people's code throws anything. */
function throwText(): never {
  const text: unknown = 'just a text';
  throw text;
}
