import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { kindAt } from '../../../src/commands/completion/kind.ts';
import { placeholderOf, takesValue } from '../../../src/commands/completion/reach.ts';
import { at, program } from './typed-line.ts';

/** What nobody can list: whoever adds an option or an argument decides whether it belongs here or into `kind.ts`. */
const FREE = new Set([
  '--app-key <key>',
  '--redirect-uri <uri>',
  '--timeout <duration>',
  '--retry-budget <duration>',
  '--only <email>',
  '--max-deprovisions <limit>',
  '--max-suspensions <limit>',
  '--wait <duration>',
  '--canary <steps>',
  '--max-failures <n>',
  '--concurrency <n>',
  '--to <email>',
  '--until <date>',
  '--why <text>',
  '--limit <number>',
  '--max-age <duration>',
  '--every <duration>',
  '--port <n>',
  '--members <n>',
  'explain email',
  'member provision emails',
  'member suspend emails',
  'member unsuspend emails',
  'member deprovision emails',
  'member recover emails',
  'member transfer emails',
  'member show email',
  'hold add emails',
]);

function leaves(command: Command, path: readonly Command[] = []): Command[][] {
  const here = [...path, command];
  const inner = command.createHelp().visibleCommands(command);
  return [here, ...inner.flatMap((one) => leaves(one, here))];
}

test('every value of every option and argument is offered, or known to be free', () => {
  const open: string[] = [];
  for (const commands of leaves(program())) {
    const command = commands.at(-1);
    for (const option of command?.options ?? []) {
      const kind = kindAt({ commands, expected: { what: 'value', option } });
      if (takesValue(option) && option.argChoices === undefined && kind === null) open.push(option.flags);
    }
    const path = commands.slice(1).map((one) => one.name());
    for (const argument of command?.registeredArguments ?? []) {
      const kind = kindAt({ commands, expected: { what: 'argument', argument } });
      if (argument.argChoices === undefined && kind === null) open.push([...path, argument.name()].join(' '));
    }
  }
  expect(open.filter((one) => !FREE.has(one))).toEqual([]);
});

test.each([
  ['reconcile ', 'file'],
  ['roster diff ', 'file'],
  ['roster diff a ', 'file'],
  ['apply ', 'file'],
  ['plan r.csv --out ', 'file'],
  ['plan r.csv --report=', 'file'],
  ['plan --settings ', 'file'],
  ['explain --roster ', 'file'],
  ['undo ', 'run'],
  ['history show ', 'run'],
  ['apply --resume ', 'run'],
  ['settings get ', 'setting'],
  ['settings unset a ', 'setting'],
  ['settings set ', 'pair'],
  ['status --profile ', 'profile'],
  ['hold remove ', 'held'],
  ['hold add ', null],
  ['help ', 'command'],
  ['doctor ', null],
])('%j: %s', (line, kind) => {
  expect(kindAt(at(line))).toBe(kind);
});

test('the placeholder of an option is what its help shows', () => {
  const [command] = program().commands;
  expect(command?.options.map(placeholderOf)).toContain('duration');
  expect(program().options.map(placeholderOf)).toContain('');
});
