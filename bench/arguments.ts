import { parseArgs } from 'node:util';

/** What can be measured by name, in the order in which it is measured. */
const SUITE_NAMES = ['server', 'startup', 'throughput', 'limited', 'scale', 'million'] as const;

export type SuiteName = (typeof SUITE_NAMES)[number];

/** What was typed after `npm run bench --`. */
export interface BenchArguments {
  suites: readonly SuiteName[];
  /** Run the one-by-one script whole instead of on a sample. */
  full: boolean;
  writeDocs: boolean;
  /** Only serve a team of so many people, for a profiler; `null` to measure. */
  serve: number | null;
}

const OPTIONS = {
  full: { type: 'boolean' },
  'write-docs': { type: 'boolean' },
  serve: { type: 'string' },
} as const;

/** Reads the command line; throws an error that says what would have been understood. */
export function parseArguments(argv: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  const unknown = positionals.filter((name) => !isSuite(name));
  if (unknown.length > 0)
    throw new Error(`There is no suite ${unknown.join(', ')}. Suites: ${SUITE_NAMES.join(', ')}`);
  const all = positionals.length === 0 || SUITE_NAMES.every((name) => positionals.includes(name));
  if (values['write-docs'] === true && !all)
    throw new Error('--write-docs writes the whole table, so no suite can be named with it');
  return {
    suites: all ? SUITE_NAMES : SUITE_NAMES.filter((name) => positionals.includes(name)),
    full: values.full === true,
    writeDocs: values['write-docs'] === true,
    serve: values.serve === undefined ? null : peopleFrom(values.serve),
  };
}

function isSuite(name: string): name is SuiteName {
  return SUITE_NAMES.some((known) => known === name);
}

function peopleFrom(text: string): number {
  const people = Number(text);
  if (Number.isInteger(people) && people > 0) return people;
  throw new Error(`--serve takes a number of people, such as --serve 100000, and not ${text}`);
}
