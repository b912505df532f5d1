import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli.ts';
import { declareAll } from '../../src/cli/later.ts';
import { DOCUMENTS } from '../../src/documents/catalogue.ts';
import { teamsync, type Ran } from '../helpers/run-main.ts';
import { validDocument } from '../helpers/valid-document.ts';

/** Nobody listens there. */
const NOWHERE = { TEAMSYNC_DROPBOX_API_URL: 'http://127.0.0.1:9' };

interface Known {
  /** Its names, as they are typed. */
  path: string[];
  command: Command;
}

/** Every command that people see, with those that only have subcommands. */
function commandsOf(parent: Command, path: readonly string[] = []): Known[] {
  return parent
    .createHelp()
    .visibleCommands(parent)
    .filter((command) => command.name() !== 'help')
    .flatMap((command) => {
      const here = [...path, command.name()];
      return [{ path: here, command }, ...commandsOf(command, here)];
    });
}

const program = buildProgram('1.2.3', () => Promise.resolve(), {});
declareAll(program);
const all = commandsOf(program);
const leaves = all.filter(({ command }) => command.commands.length === 0);
const groups = all.filter(({ command }) => command.commands.length > 0);

/** The words that a command has to have, each a harmless one. */
function wordsFor({ path, command }: Known): string[] {
  const given = command.registeredArguments
    .filter(({ required }) => required)
    .map(({ argChoices }) => argChoices?.[0] ?? 'x@example.com');
  const options = command.options
    .filter(({ mandatory, defaultValue }) => mandatory && defaultValue === undefined)
    .flatMap(({ long }) => [long ?? '', 'y@example.com']);
  return [...path, ...given, ...options];
}

/** Runs it with `--json`; a command that serves until it is interrupted is interrupted at once. */
function runIt(words: readonly string[]): Promise<Ran> {
  const signal = words.join(' ').includes('sandbox start') ? { signal: AbortSignal.abort('SIGTERM') } : {};
  return teamsync([...words, '--json'].join(' '), { env: NOWHERE, ...signal });
}

test('every command has a schema, and every schema a command', () => {
  const documented = DOCUMENTS.flatMap(({ commands }): readonly string[] => commands);
  expect([...documented].sort()).toEqual(leaves.map(({ path }) => path.join(' ')).sort());
});

describe.each(leaves.map((known) => [known.path.join(' '), known] as const))('%s', (name, known) => {
  test.each([
    ['in an empty installation', wordsFor(known)],
    ['on the rehearsal team', ['--sandbox', ...wordsFor(known)]],
    ['with an option that there is not', [...known.path, '--no-such-option']],
  ])('writes one document that says how it ended, %s', async (_where, words) => {
    const { stdout, exitCode } = await runIt(words);
    const document = validDocument(stdout);
    expect([document.command, document.exitCode]).toEqual([name, exitCode]);
  });
});

test.each(groups.map(({ path }) => path.join(' ')))('%s alone writes a document, too', async (name) => {
  const { stdout, exitCode } = await runIt([name]);
  const document = validDocument(stdout);
  expect(document.exitCode).toBe(exitCode);
  expect(document.command.split(' ')[0]).toBe(name);
});
