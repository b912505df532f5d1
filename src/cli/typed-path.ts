import type { Command } from 'commander';

/** The names of the command that is being understood, filled in while the command line is read. */
export function watchPath(program: Command): readonly string[] {
  const path: string[] = [];
  for (const parent of [program, ...program.commands]) {
    parent.hook('preSubcommand', (_parent, command) => {
      path.push(command.name());
    });
  }
  return path;
}
