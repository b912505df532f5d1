import type { Command, Option } from 'commander';
import { rootOf } from './command-line.ts';

/** Options under the heading that a help text gives them. */
export interface OptionGroup {
  heading: string;
  options: readonly Option[];
}

/** Where the many options of a command that changes the team stand; all others come first. */
const HEADINGS: readonly (readonly [heading: string, options: readonly string[]])[] = [
  ['What to change', []],
  [
    'Safety',
    [
      '--accept-roster',
      '--accept-listing',
      '--max-deprovisions',
      '--max-suspensions',
      '--canary',
      '--max-failures',
    ],
  ],
  ['Output', ['--out', '--report', '--full', '--progress', '--detailed-exitcode']],
  ['Waiting and speed', ['--watch', '--every', '--wait', '--concurrency', '--retry-budget']],
];

/** The options of one command alone, grouped where they are many. */
export function optionGroups(command: Command): OptionGroup[] {
  const own = command.options.filter(({ hidden }) => !hidden);
  if (!own.some(({ long }) => long === '--dry-run')) return own.length === 0 ? [] : [group('Options', own)];
  const headed = new Set(HEADINGS.flatMap(([, names]) => names));
  return HEADINGS.map(([heading, names], index) =>
    group(
      heading,
      own.filter(({ long }) => (headed.has(long ?? '') ? names.includes(long ?? '') : index === 0)),
    ),
  ).filter(({ options }) => options.length > 0);
}

/** The options that every command takes. */
export function globalOptions(command: Command): OptionGroup {
  const root = rootOf(command);
  return group('Global options', root.createHelp().visibleOptions(root));
}

function group(heading: string, options: readonly Option[]): OptionGroup {
  return { heading, options };
}
