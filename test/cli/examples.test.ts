import { expect, test } from 'vitest';
import { typedName, withSubcommands } from '../../src/cli/command-line.ts';
import { examplesOf } from '../../src/cli/examples.ts';
import { invocationsOf, programFor } from './typed.ts';

/** What a shell would hand over: without quotes, and without what is redirected or piped. */
function argvOf(line: string): string[] {
  const words = line.match(/'[^']*'|"[^"]*"|[^\s"']+/g) ?? [];
  const end = words.findIndex((word) => ['>', '<', '|'].includes(word));
  return words.slice(0, end < 0 ? undefined : end).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
}

const EXAMPLES = withSubcommands(programFor()).flatMap((command) =>
  examplesOf(command).map(([line, effect]) => [line, effect, typedName(command)] as const),
);

test.each(EXAMPLES)('%s', async (line, effect, shownBy) => {
  const argv = argvOf(line);
  if (argv[0] === 'help') await expect(invocationsOf(argv)).rejects.toMatchObject({ exitCode: 0 });
  else expect(await invocationsOf(argv)).toHaveLength(1);
  // Small letters, no full stop: the words stand behind a "#" and before a colon.
  expect(effect).toMatch(/^[a-z].*[^.]$/);
  if (shownBy !== 'teamsync' && shownBy !== 'teamsync plan')
    expect(`teamsync ${line}`.startsWith(shownBy)).toBe(true);
});
