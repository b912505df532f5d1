import type { Command, Help, HelpConfiguration, Option } from 'commander';
import { argumentText } from './command-line.ts';
import { examplesOf } from './examples.ts';
import { EXIT_MEANINGS } from './exit-codes.ts';
import { globalOptions, optionGroups } from './headings.ts';

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;
const USUAL_WIDTH = 80;
/** Beside the longest option, narrow terminals leave no more than this to a description. */
const NARROWEST_COLUMN = 20;

type Item = readonly [term: string, description: string];

/** How the help of every command looks: usage, arguments, commands, options by purpose, examples. */
export const HELP_STYLE: HelpConfiguration = {
  minWidthToWrap: NARROWEST_COLUMN,
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentText)].join(' '),
  optionDescription,
  prepareContext({ helpWidth }) {
    this.helpWidth = Math.min(helpWidth ?? USUAL_WIDTH, WIDEST);
  },
  formatHelp: (command, help) => {
    const sections = sectionsOf(command, help);
    const width = widest(sections.flatMap(([, items]) => items));
    const blocks = sections.map(([heading, items]) => block(heading, items, width, help));
    const codes = EXIT_MEANINGS.map(([code, meaning]): Item => [String(code), meaning]);
    if (command.parent === null) blocks.push(block('Exit codes', codes, widest(codes), help));
    const head = [`Usage: ${help.commandUsage(command)}`, wrapped(command.description(), 0, help)];
    return `${[...head, ...blocks, ...exampleBlock(command, help)].join('\n\n')}\n`;
  },
};

/** What an option is for, what it takes and what it is without being typed. */
function optionDescription(option: Option): string {
  const notes = [
    ...(option.mandatory ? ['required'] : []),
    ...(option.argChoices === undefined ? [] : [`choices: ${option.argChoices.join(', ')}`]),
    ...defaultOf(option).map((value) => `default: ${value}`),
  ];
  return notes.length === 0 ? option.description : `${option.description} (${notes.join('; ')})`;
}

/** The default of an option as one would type it; nothing where it is off or empty without being typed. */
export function defaultOf({ defaultValue, defaultValueDescription }: Option): string[] {
  if (defaultValueDescription !== undefined) return [defaultValueDescription];
  return typeof defaultValue === 'string' || typeof defaultValue === 'number' ? [String(defaultValue)] : [];
}

function sectionsOf(command: Command, help: Help): [heading: string, items: Item[]][] {
  const groups = new Map<string, Item[]>();
  const add = (heading: string, item: Item): Map<string, Item[]> =>
    groups.set(heading, [...(groups.get(heading) ?? []), item]);
  for (const argument of help.visibleArguments(command))
    add('Arguments', [argument.name(), help.argumentDescription(argument)]);
  for (const sub of help.visibleCommands(command))
    add(sub.helpGroup() || 'Commands', [help.subcommandTerm(sub), help.subcommandDescription(sub)]);
  const own = command.parent === null ? [] : optionGroups(command);
  for (const { heading, options } of [...own, globalOptions(command)])
    for (const option of options) add(heading, [option.flags, optionDescription(option)]);
  return [...groups];
}

function widest(items: readonly Item[]): number {
  return Math.max(...items.map(([term]) => term.length));
}

function block(heading: string, items: readonly Item[], width: number, help: Help): string {
  return [`${heading}:`, ...items.map(([term, text]) => help.formatItem(term, width, text, help))].join('\n');
}

function exampleBlock(command: Command, help: Help): string[] {
  const lines = examplesOf(command).flatMap(([line, effect]) => [
    `  # ${wrapped(effect, 4, help).replaceAll('\n', '\n  # ')}`,
    `  teamsync ${line}`,
  ]);
  return lines.length === 0 ? [] : [['Examples:', ...lines].join('\n')];
}

function wrapped(text: string, indent: number, help: Help): string {
  return help.boxWrap(text, (help.helpWidth ?? USUAL_WIDTH) - indent);
}
