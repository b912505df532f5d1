import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readEdition } from '../../generator/edition.ts';
import { VARIABLES } from '../../generator/environment.ts';
import { renderManPage } from '../../generator/man-page.ts';
import { withSubcommands } from '../../src/cli/command-line.ts';
import { examplesOf } from '../../src/cli/examples.ts';
import { SETTING_KEYS } from '../../src/settings/keys.ts';
import { programFor } from '../cli/typed.ts';
import { lintManPage, readManPage } from '../helpers/mandoc.ts';

const PAGE = fileURLToPath(new URL('../../man/teamsync.1', import.meta.url));

test('man/teamsync.1 says what the program says; "npm run generate" brings it up to date', async () => {
  await expect(renderManPage(programFor(), readEdition())).toMatchFileSnapshot(PAGE);
});

describe('mandoc', () => {
  test('finds nothing wrong with the page', () => {
    expect(lintManPage(PAGE)).toBe('');
  });

  test('shows the usual sections in their order', () => {
    const sections = readManPage(PAGE).match(/^[A-Z][A-Z ]+$/gm);
    expect(sections).toEqual([
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'COMMANDS',
      'OPTIONS',
      'SETTINGS',
      'ENVIRONMENT',
      'FILES',
      'EXIT STATUS',
      'EXAMPLES',
      'SEE ALSO',
    ]);
  });

  test('shows every option, variable, setting and example to the letter', () => {
    const text = readManPage(PAGE);
    const commands = withSubcommands(programFor());
    for (const { long } of commands.flatMap(({ options }) => options)) expect(text).toContain(long);
    for (const { name } of VARIABLES) expect(text).toContain(name);
    for (const key of SETTING_KEYS) expect(text).toContain(key);
    for (const [line] of commands.flatMap(examplesOf)) expect(text).toContain(`teamsync ${line}\n`);
  });
});
