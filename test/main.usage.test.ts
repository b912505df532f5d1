import { describe, expect, test } from 'vitest';
import { documentOf, teamsync } from './helpers/run-main.ts';

const DRY_RUN = 'Type, for example: teamsync reconcile roster.csv --dry-run';

describe('a command line that cannot be understood', () => {
  test.each([
    ['reconcil x', 'teamsync', 'Did you mean reconcile?', 'Type: teamsync reconcile <roster>'],
    ['settings shwo', 'settings', 'Did you mean settings show?', 'Type: teamsync settings show'],
    ['settings', 'settings', 'teamsync settings needs a subcommand.', 'See: teamsync settings --help'],
    ['sandbox', 'sandbox', 'teamsync sandbox needs a subcommand.', 'See: teamsync sandbox --help'],
    ['reconcile', 'reconcile', 'teamsync reconcile needs <roster>', DRY_RUN],
    ['--profile acme reconcile', 'reconcile', 'teamsync reconcile needs <roster>', DRY_RUN],
    [
      'settings get',
      'settings get',
      'teamsync settings get needs <key>',
      'Type, for example: teamsync settings get provision.silent',
    ],
    [
      'reconcile a.csv --concurrency 99',
      'reconcile',
      'Expected a whole number from 1 to 16.',
      'See: teamsync reconcile --help',
    ],
    ['help nothing', 'help', 'teamsync has no command "nothing".', 'See: teamsync --help'],
    ['--bogus', 'teamsync', 'teamsync has no option "--bogus".', 'See: teamsync --help'],
  ])('%s', async (line, command, message, hint) => {
    const plain = await teamsync(line);
    expect([plain.exitCode, plain.stdout]).toEqual([7, '']);
    expect(plain.stderr).toMatch(/^error: [^\n]*\nhint: [^\n]*\n$/);
    expect(plain.stderr).toContain(message);
    expect(plain.stderr).toContain(`\nhint: ${hint}\n`);

    const json = await teamsync(`${line} --json`);
    expect(json.exitCode).toBe(7);
    expect(documentOf(json)).toEqual({
      schemaVersion: 1,
      command,
      ok: false,
      exitCode: 7,
      data: {},
      warnings: [],
      error: {
        code: 'usage',
        message: expect.stringContaining(message) as string,
        hint,
        details: {},
      },
    });
  });

  test('says so in colour on a terminal only, and not with --no-color', async () => {
    expect((await teamsync('reconcile', { terminal: 80 })).stderr).toContain('\u001b[');
    expect((await teamsync('reconcile --no-color', { terminal: 80 })).stderr).not.toContain('\u001b[');
  });
});

describe('help and version', () => {
  test('teamsync alone prints its help and is done', async () => {
    for (const line of ['', '--no-color', '--profile acme']) {
      const { exitCode, stdout, stderr } = await teamsync(line);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage: teamsync /);
    }
  });

  test('but a program that reads JSON gets a document that says what is missing', async () => {
    const ran = await teamsync('--json');
    expect(ran.exitCode).toBe(7);
    expect(documentOf(ran)).toMatchObject({ ok: false, command: 'teamsync', error: { code: 'usage' } });
  });

  test.each(['--help', 'help', 'reconcile --help', 'help settings'])('%s is done', async (line) => {
    const { exitCode, stdout, stderr } = await teamsync(line);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: teamsync/);
  });

  test('--version prints the version and nothing else', async () => {
    expect(await teamsync('--version')).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' });
  });
});
