import type { Command, Option } from 'commander';

/** The subcommands of a command that a help text shows. */
export function subcommandsOf(command: Command): Command[] {
  return command.createHelp().visibleCommands(command);
}

/** The options that may stand behind the innermost of these commands: its own, then those of the commands around it. */
export function optionsOf(commands: readonly Command[]): Option[] {
  const reachable = new Map<string, Option>();
  for (const command of commands.toReversed()) {
    for (const option of command.createHelp().visibleOptions(command)) {
      const name = option.long ?? option.short ?? option.flags;
      if (!reachable.has(name)) reachable.set(name, option);
    }
  }
  return [...reachable.values()];
}

/** The option that a word such as `--out`, `--out=plan.json` or `-h` names. */
export function optionNamed(options: readonly Option[], word: string): Option | undefined {
  const name = word.startsWith('--') ? word.replace(/=.*$/s, '') : word;
  return options.find(({ long, short }) => name === long || name === short);
}

/** True for an option behind which a value stands. */
export function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

/** True for an option that may be given more than once: what it gathers begins as a list. */
export function isRepeatable({ defaultValue, variadic }: Option): boolean {
  const starts: unknown = defaultValue;
  return variadic || Array.isArray(starts);
}

/** The word in the place of an option's value in the help text, such as `file` in `--out <file>`. */
export function placeholderOf({ flags }: Option): string {
  return /[<[]([^\]>.]+)/.exec(flags)?.[1] ?? '';
}
