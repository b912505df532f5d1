import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { readWishes } from '../../src/settings/pairs.ts';
import type { Flags } from '../../src/settings/flags.ts';
import { invocationsOf } from '../cli/typed.ts';
import { commandLinesOf } from './command-lines.ts';
import { pagesOfReaders, readPage } from './page.ts';

/** One is made from the declarations of the commands, the lines of the other stand among those of other programs. */
const TESTED_ELSEWHERE = ['docs/reference.md', 'docs/automation.md'];
/** Text names a command without what it needs, as in "`teamsync explain` says why". */
const ONLY_NAMED = [
  'commander.missingArgument',
  'commander.missingMandatoryOptionValue',
  'commander.help',
  'commander.helpDisplayed',
];

/** Why the program does not take a command line, or `null` for one that it takes. */
async function faultOf(words: readonly string[]): Promise<string | null> {
  try {
    for (const { command, input } of await invocationsOf(words)) {
      if (command !== 'settings set') continue;
      const { pairs, flags } = input as { pairs: string[]; flags: Flags };
      readWishes(pairs, flags);
    }
    return null;
  } catch (error) {
    if (error instanceof CommanderError && ONLY_NAMED.includes(error.code)) return null;
    return String(error);
  }
}

describe.each(pagesOfReaders().filter((path) => !TESTED_ELSEWHERE.includes(path)))('%s', (path) => {
  test('has no command line that the program does not take, and no setting that it does not know', async () => {
    const faults: string[] = [];
    for (const { text, words } of commandLinesOf(readPage(path))) {
      const fault = await faultOf(words);
      if (fault !== null) faults.push(`${text}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});

test('command lines are found in blocks and in text, without what a shell does around them', () => {
  const page = [
    'Type `teamsync doctor`, or `other thing`.',
    '',
    '```sh',
    'A=b teamsync status --max-age 26h || echo "no"',
    'teamsync settings set a=b # why',
    '# teamsync not this',
    'teamsync sandbox show && teamsync sandbox reset',
    'npx teamsync settings show|get; echo $?',
    '```',
    '',
    '```console',
    '$ teamsync history | tee x',
    'teamsync is output here',
    '```',
    '',
    '```json',
    '"teamsync nothing"',
    '```',
  ].join('\n');
  expect(commandLinesOf(page).map(({ words }) => words.join(' '))).toEqual([
    'status --max-age 26h',
    'settings set a=b',
    'sandbox show',
    'sandbox reset',
    'settings show',
    'history',
    'doctor',
  ]);
});
