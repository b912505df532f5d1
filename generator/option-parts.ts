import type { Option } from 'commander';
import { defaultOf } from '../src/cli/help.ts';
import { VARIABLES } from './environment.ts';

/** What a reference says of an option. */
export interface OptionParts {
  flags: string;
  meaning: string;
  choices: readonly string[];
  required: boolean;
  usual: string | undefined;
  /** The variable of the environment that says the same. */
  variable: string | undefined;
}

/** An option taken apart. */
export function optionParts(option: Option): OptionParts {
  return {
    flags: option.flags,
    meaning: option.description,
    choices: option.argChoices ?? [],
    required: option.mandatory,
    usual: defaultOf(option)[0],
    variable: VARIABLES.find((variable) => variable.option === option.long)?.name,
  };
}
