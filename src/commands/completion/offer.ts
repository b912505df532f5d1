import type { Command } from 'commander';
import type { Answer, Candidate } from '../../render/completion/answer.ts';
import type { Context } from '../context.ts';
import { kindAt } from './kind.ts';
import type { Position } from './position.ts';
import { isRepeatable, optionsOf, subcommandsOf } from './reach.ts';
import { readHeld, readProfiles, readRuns } from './values.ts';

const NONE: Answer = { kind: 'words', candidates: [] };

/** Everything that may stand at a position, whatever has been typed of it. */
export async function offer(context: Context, position: Position): Promise<Answer> {
  const { expected, commands, given } = position;
  switch (expected.what) {
    case 'nothing':
      return NONE;
    case 'option':
      return words(optionsBut(commands, given));
    case 'subcommand':
      return words(named(commands.at(-1)));
    case 'value':
    case 'argument': {
      const { argChoices } = expected.what === 'value' ? expected.option : expected.argument;
      if (argChoices === undefined) return offerKind(context, position);
      return words(argChoices.map((value) => ({ value, about: '' })));
    }
  }
}

async function offerKind(context: Context, position: Position): Promise<Answer> {
  const kind = kindAt(position);
  const { commands, words: typed } = position;
  switch (kind) {
    case null:
      return NONE;
    case 'file':
      return { kind: 'files', before: position.before };
    case 'command':
      return words(named(commandNamed(commands.at(-2), typed)));
    case 'profile':
      return words(await readProfiles(context));
    case 'run':
      return words(await readRuns(context));
    case 'held':
      return words((await readHeld(context)).filter(({ value }) => !typed.includes(value)));
    case 'setting':
    case 'pair':
      return offerSettings(kind, position);
  }
}

async function offerSettings(kind: 'setting' | 'pair', { typed, words: named }: Position): Promise<Answer> {
  // Only here, because the schema takes time to load.
  const { keysBut, pairsOf } = await import('./settings.ts');
  if (kind === 'setting') return words(keysBut(named, ''));
  const equals = typed.indexOf('=');
  if (equals >= 0) return words(pairsOf(typed.slice(0, equals)));
  const keys = named.map((pair) => pair.replace(/=.*$/s, ''));
  return { kind: 'beginnings', candidates: keysBut(keys, '=') };
}

function optionsBut(commands: Position['commands'], given: Position['given']): Candidate[] {
  return optionsOf(commands)
    .filter((option) => isRepeatable(option) || !given.has(option.attributeName()))
    .map(({ long, short, description }) => ({ value: long ?? short ?? '', about: description }));
}

function named(command: Command | undefined): Candidate[] {
  if (command === undefined) return [];
  return subcommandsOf(command).map((one) => ({ value: one.name(), about: one.description() }));
}

/** What the words behind `help` name, beginning at the command beside which `help` stands. */
function commandNamed(outer: Command | undefined, path: readonly string[]): Command | undefined {
  return path.reduce<Command | undefined>(
    (command, word) => command?.commands.find((inner) => inner.name() === word),
    outer,
  );
}

function words(candidates: Candidate[]): Answer {
  return { kind: 'words', candidates };
}
