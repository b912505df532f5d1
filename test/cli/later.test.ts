import { expect, test } from 'vitest';
import type { Command } from 'commander';
import { declareAll, declareRest } from '../../src/cli/later.ts';
import { helpOf, programFor } from './typed.ts';

const WITHOUT_OPTIONS = ['completion', '__complete', 'help'];

function named(program: Command, name: string): Command {
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined) throw new Error(`no ${name}`);
  return command;
}

test('a program knows the names, purposes and arguments of its commands, and nothing that takes longer', () => {
  const program = programFor();
  const declared = program.commands.filter(({ options, commands }) => options.length + commands.length > 0);
  expect(declared).toEqual([]);
  expect(program.commands.every((one) => one.description() !== '' || one.name() === '__complete')).toBe(true);
  expect(named(program, 'reconcile').registeredArguments).toHaveLength(1);
});

test('a command that is called has its options, and no other has', async () => {
  const program = programFor();
  await program.parseAsync(['undo', 'r1', '--dry-run'], { from: 'user' });
  expect(named(program, 'undo').opts()).toMatchObject({ dryRun: true, concurrency: 4 });
  expect(named(program, 'reconcile').options).toEqual([]);
});

test('what was put off is declared once', () => {
  const program = programFor();
  const settings = named(program, 'settings');
  declareRest(settings);
  declareAll(program);
  expect(settings.commands.map((one) => one.name())).toEqual(['show', 'get', 'set', 'unset', 'edit', 'path']);
  expect(
    program.commands.filter(({ options, commands }) => options.length + commands.length > 0),
  ).toHaveLength(program.commands.length - WITHOUT_OPTIONS.length);
});

test('the help of a command shows its options', async () => {
  expect(await helpOf('reconcile')).toContain('--max-deprovisions');
  expect(await helpOf('settings set')).toContain('--no-provision');
});
