import type { Argument, Command, Option } from 'commander';
import { typedName, withSubcommands } from '../src/cli/command-line.ts';
import { examplesOf } from '../src/cli/examples.ts';
import { EXIT_MEANINGS } from '../src/cli/exit-codes.ts';
import { globalOptions, optionGroups } from '../src/cli/headings.ts';
import { VARIABLES } from './environment.ts';
import { PLACES } from './files.ts';
import { sentence } from './markdown.ts';
import { optionParts } from './option-parts.ts';
import { roffArgument, roffCode, roffProse } from './roff.ts';
import { listSettings } from './settings-list.ts';

/** What a manual page says of itself; `date` is written as in `November 30, 2026`. */
export interface Edition {
  version: string;
  date: string;
}

type Item = readonly [term: string, text: string];

/** The manual page of the program, in the mdoc macros. */
export function renderManPage(program: Command, { version, date }: Edition): string {
  const commands = withSubcommands(program).filter((command) => command !== program);
  const parts = [
    `.\\" Made from the program by "npm run generate"; edit src/cli, src/settings/meanings.ts or generator instead.`,
    `.Dd ${date}\n.Dt TEAMSYNC 1\n.Os teamsync ${version}`,
    '.Sh NAME\n.Nm teamsync\n.Nd make the membership of a Dropbox team match a roster',
    '.Sh SYNOPSIS\n.Nm\n.Op Ar options\n.Ar command\n.Op Ar argument ...',
    description(program),
    `.Sh COMMANDS\n${list(commands.map(commandItem))}`,
    `.Sh OPTIONS\nEvery command takes these, wherever they stand on the line.\n${optionList(globalOptions(program).options)}`,
    settings(),
    `.Sh ENVIRONMENT\n${list(VARIABLES.map(({ name, meaning }) => [`Ev ${roffArgument(name)}`, roffProse(meaning)]))}`,
    `.Sh FILES\n${list(PLACES.map(({ path, meaning }) => [`Pa ${roffArgument(path)}`, roffProse(meaning)]))}`,
    `.Sh EXIT STATUS\n${list(EXIT_MEANINGS.map(([code, meaning]) => [String(code), roffProse(sentence(meaning))]))}`,
    `.Sh EXAMPLES\n${examples([program, ...commands])}`,
    SEE_ALSO,
  ];
  return `${parts.join('\n')}\n`;
}

const SEE_ALSO = `.Sh SEE ALSO
.Xr crontab 5
.Pp
The folder
.Pa docs
of the package has pages on rosters, runs, authorization and reports;
.Pa docs/reference.md
lists what is here.`;

function description(program: Command): string {
  const purpose = program.description();
  const text = [
    `${purpose.charAt(0).toLowerCase()}${purpose.slice(1)}`,
    'Every action is enabled separately in the settings; until then it does nothing.',
    'Results go to standard output, everything else to standard error.',
  ];
  return `.Sh DESCRIPTION\n.Nm\n${text.map(roffProse).join('\n')}`;
}

function commandItem(command: Command): Item {
  const words = typedName(command).split(' ').slice(1).map(roffArgument);
  const head = ['Cm', ...words, ...command.registeredArguments.flatMap(argumentMacros)].join(' ');
  const groups = optionGroups(command).map(({ options }) => optionList(options));
  return [
    head,
    [roffProse(sentence(command.description())), ...argumentLines(command), ...groups].join('\n'),
  ];
}

function argumentMacros(argument: Argument): string[] {
  const name = ['Ar', roffArgument(argument.name()), ...(argument.variadic ? ['...'] : [])];
  return argument.required ? name : ['Oo', ...name, 'Oc'];
}

function argumentLines({ registeredArguments }: Command): string[] {
  return registeredArguments.flatMap((argument) => [
    '.br',
    `.Ar ${roffArgument(argument.name())} :`,
    roffProse(sentence([argument.description, ...choices(argument.argChoices ?? [])].join('; '))),
  ]);
}

function choices(values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${values.length === 1 ? 'always' : 'one of'} ${values.join(', ')}`];
}

function optionList(options: readonly Option[]): string {
  return list(options.map(optionItem));
}

function optionItem(option: Option): Item {
  const { flags, meaning, choices: values, required, usual, variable } = optionParts(option);
  const notes = [
    ...(required ? ['required'] : []),
    ...choices(values),
    ...(usual === undefined ? [] : [`default: ${usual}`]),
    ...(variable === undefined ? [] : [`environment: ${variable}`]),
  ];
  const text = notes.length === 0 ? meaning : `${meaning} (${notes.join('; ')})`;
  return [flagMacros(flags), roffProse(sentence(text))];
}

/** `-h, --help` and `--format <format>`; the macro for flags brings the first hyphen itself. */
function flagMacros(flags: string): string {
  const words = flags.split(' ').map((word) => {
    if (word.startsWith('<')) return `Ar ${roffArgument(word.replace(/^<|>$/g, ''))}`;
    const name = roffArgument(word.replace(/^-|,$/g, ''));
    return word.endsWith(',') ? `Fl ${name} ,` : `Fl ${name}`;
  });
  return words.join(' ');
}

function settings(): string {
  const items = listSettings().map(({ key, takes, usual, meaning }): Item => [
    `Ic ${roffArgument(key)}`,
    `${roffProse(meaning)}\n${roffProse(sentence(`takes ${takes} (default: ${usual})`))}`,
  ]);
  return `.Sh SETTINGS\nChanged by\n.Ic teamsync settings set Ar key Ns = Ns Ar value .\n${list(items)}`;
}

/** Each line once: groups show what their subcommands show again. */
function examples(commands: readonly Command[]): string {
  const shown = commands.flatMap((command) => examplesOf(command));
  return shown
    .filter(([line], index) => shown.findIndex(([other]) => other === line) === index)
    .map(
      ([line, effect]) =>
        `${roffProse(`${sentence(effect).slice(0, -1)}:`)}\n.Bd -literal -offset indent\n${roffCode(`teamsync ${line}`)}\n.Ed`,
    )
    .join('\n.Pp\n');
}

function list(items: readonly Item[]): string {
  if (items.length === 0) return '';
  return ['.Bl -tag -width Ds', ...items.map(([term, text]) => `.It ${term}\n${text}`), '.El'].join('\n');
}
