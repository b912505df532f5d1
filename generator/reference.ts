import type { Command, Option } from 'commander';
import { argumentText, typedName, withSubcommands } from '../src/cli/command-line.ts';
import { examplesOf } from '../src/cli/examples.ts';
import { EXIT_MEANINGS } from '../src/cli/exit-codes.ts';
import { globalOptions, optionGroups } from '../src/cli/headings.ts';
import { VARIABLES } from './environment.ts';
import { PLACES } from './files.ts';
import { code, prose, sentence, shell, table } from './markdown.ts';
import { optionParts } from './option-parts.ts';
import { listSettings } from './settings-list.ts';

const TITLE = `# Reference

<!-- Made from the program by "npm run generate"; edit src/cli, src/settings/meanings.ts or generator instead. -->

Everything that can be typed. \`teamsync help COMMAND\` says the same in the terminal.`;

/** The page that lists every command, exit code, variable and setting. */
export function renderReference(program: Command): string {
  const commands = withSubcommands(program).filter((command) => command !== program);
  const parts = [
    TITLE,
    `## Commands\n\n${commands.map(entry).join('\n')}`,
    ...commands.map(section),
    `## Options of every command\n\n${optionTable(globalOptions(program).options)}`,
    `## Exit codes\n\n${table(
      ['code', 'meaning'],
      EXIT_MEANINGS.map(([exit, meaning]) => [String(exit), prose(meaning)]),
    )}`,
    `## Environment variables\n\n${table(
      ['variable', 'meaning', 'option'],
      VARIABLES.map(({ name, meaning, option }) => [
        name.split(', ').map(code).join(', '),
        prose(meaning),
        option === undefined ? '' : code(option),
      ]),
    )}`,
    settingsSection(),
    `## Files\n\n${table(
      ['path', 'holds'],
      PLACES.map(({ path, meaning }) => [path.split(', ').map(code).join(', '), prose(meaning)]),
    )}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function entry(command: Command): string {
  const name = typedName(command);
  const indent = '  '.repeat(name.split(' ').length - 2);
  return `${indent}- [${name}](#${name.replaceAll(' ', '-')}): ${prose(command.description())}`;
}

function section(command: Command): string {
  const { commands, registeredArguments } = command;
  const usage = `${typedName(command)} ${command.usage()}`;
  const parts = [`### ${typedName(command)}`, prose(sentence(command.description())), shell([usage])];
  if (registeredArguments.length > 0)
    parts.push(
      table(
        ['argument', 'meaning'],
        registeredArguments.map((argument) => [code(argumentText(argument)), argumentMeaning(argument)]),
      ),
    );
  if (commands.length > 0)
    parts.push(
      `Subcommands: ${commands.map((sub) => `[${sub.name()}](#${typedName(sub).replaceAll(' ', '-')})`).join(', ')}.`,
    );
  for (const { heading, options } of optionGroups(command)) parts.push(`${heading}:`, optionTable(options));
  parts.push(shell(examplesOf(command).flatMap(([line, effect]) => [`# ${effect}`, `teamsync ${line}`])));
  return parts.join('\n\n');
}

function argumentMeaning({ description, argChoices }: Command['registeredArguments'][number]): string {
  return [prose(sentence(description)), ...choiceText(argChoices ?? [])].join(' ');
}

function choiceText(choices: readonly string[]): string[] {
  const lead = choices.length === 1 ? 'Always' : 'One of';
  return choices.length === 0 ? [] : [`${lead} ${choices.map(code).join(', ')}.`];
}

function optionTable(options: readonly Option[]): string {
  const rows = options
    .map(optionParts)
    .map(({ flags, meaning, choices, required, usual, variable }) => [
      code(flags),
      [
        prose(sentence(meaning)),
        ...choiceText(choices),
        ...(required ? ['Required.'] : []),
        ...(variable === undefined
          ? []
          : [`In the environment: ${variable.split(', ').map(code).join(', ')}.`]),
      ].join(' '),
      usual ?? '',
    ]);
  return table(['option', 'meaning', 'default'], rows);
}

function settingsSection(): string {
  const rows = listSettings().map(({ key, takes, usual, meaning }) => [
    code(key),
    code(usual),
    prose(takes),
    prose(meaning),
  ]);
  return [
    '## Settings',
    'Kept per profile and changed by `teamsync settings set KEY=VALUE`; values are written as JSON, and quotes around a ' +
      'plain text may be left away. `--settings FILE` takes them from a file, nested: `{ "provision": { "enabled": true } }`.',
    table(['key', 'default', 'takes', 'meaning'], rows),
  ].join('\n\n');
}
