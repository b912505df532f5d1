import type { Command, Option } from 'commander';
import {
  commandLine,
  listed,
  rootOf,
  quoted,
  shortName,
  typedName,
  withSubcommands,
} from './command-line.ts';
import { globalOptions } from './headings.ts';
import type { Misuse } from './misuse.ts';
import { nearestWords } from './nearest.ts';

/** Naming more commands than this hides the first ones. */
const MOST_NAMED = 4;

/** An option that a command does not take: which one was probably meant, or whose it is. A value behind `=` is never repeated. */
export function unknownOption(command: Command, typed: string): Misuse {
  const [name = typed] = typed.split('=');
  const own = [...command.options, ...globalOptions(command).options];
  if (name !== typed && own.some(({ long }) => long === name))
    return { message: `${name} takes no value.`, hint: `Type: ${commandLine(command)} ${name}` };
  const message = `${typedName(command)} has no option ${quoted(name)}`;
  const owners = ownersOf(command, name);
  if (owners.length > 0)
    return { message: `${message}; ${taking(owners)}.`, hint: elsewhere(command, owners, name) };
  const [near] = nearOptions(name, own);
  if (near?.long !== undefined)
    return { message: `${message}. Did you mean ${near.long}?`, hint: `Type: ${withOption(command, near)}` };
  const all = withSubcommands(rootOf(command)).flatMap(({ options }) => options);
  const [far] = nearOptions(name, all);
  if (far?.long === undefined) return { message: `${message}.`, hint: `See: ${typedName(command)} --help` };
  const others = ownersOf(command, far.long);
  return {
    message: `${message}. Did you mean ${far.long}? ${taking(others)}.`,
    hint: elsewhere(command, others, far.long),
  };
}

/** The line of a command with one option more. */
export function withOption(command: Command, option: Option, value?: string): string {
  const flags = value === undefined ? option.flags : `${option.long ?? option.flags} ${value}`;
  const line = commandLine(command);
  return option.mandatory ? line.replace(option.flags, () => flags) : `${line} ${flags}`;
}

/** Whoever typed no command yet wants another one; whoever typed one should see what that takes. */
function elsewhere(command: Command, [owner]: readonly Command[], name: string): string {
  const option = owner?.options.find(({ long }) => long === name);
  if (command.parent !== null || owner === undefined || option === undefined)
    return `See: ${typedName(command)} --help`;
  return `Type: ${withOption(owner, option)}`;
}

function ownersOf(command: Command, name: string): Command[] {
  const owners = withSubcommands(rootOf(command)).filter(
    (other) => other !== command && other.options.some(({ long }) => long === name),
  );
  // The commands of the main job are better known than those that lie deeper.
  return owners.sort((one, other) => depth(one) - depth(other));
}

function depth(command: Command): number {
  return typedName(command).split(' ').length;
}

function taking(owners: readonly Command[]): string {
  const names = owners.slice(0, MOST_NAMED).map(shortName);
  const more = owners.length - names.length;
  const all = listed([...names, ...(more > 0 ? [`${String(more)} more`] : [])], 'and');
  return `${all} ${owners.length === 1 ? 'takes' : 'take'} it`;
}

function nearOptions(name: string, options: readonly Option[]): Option[] {
  const bare = (long: string): string => long.replace(/^--/, '');
  const names = options.flatMap(({ long }) => (long === undefined ? [] : [bare(long)]));
  const near = nearestWords(bare(name), names);
  return options.filter(({ long }) => long !== undefined && near.includes(bare(long)));
}
