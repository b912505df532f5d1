import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderReference } from '../../generator/reference.ts';
import { typedName, withSubcommands } from '../../src/cli/command-line.ts';
import { examplesOf } from '../../src/cli/examples.ts';
import { SETTING_KEYS } from '../../src/settings/keys.ts';
import { programFor } from '../cli/typed.ts';

const PAGE = fileURLToPath(new URL('../../docs/reference.md', import.meta.url));

test('docs/reference.md says what the program says; "npm run generate" brings it up to date', async () => {
  await expect(renderReference(programFor())).toMatchFileSnapshot(PAGE);
});

test('has every command with its options and examples, and every setting', () => {
  const text = renderReference(programFor());
  for (const command of withSubcommands(programFor()).slice(1)) {
    expect(text).toContain(`\n### ${typedName(command)}\n`);
    for (const { flags } of command.options) expect(text).toContain(`| \`${flags}\` |`);
    for (const [line] of examplesOf(command)) expect(text).toContain(`\nteamsync ${line}\n`);
  }
  for (const key of SETTING_KEYS) expect(text).toContain(`| \`${key}\` |`);
});

test('every row of a table has as many cells as its head, and every link a target', () => {
  const text = renderReference(programFor());
  const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length;
  for (const table of text.match(/(?:^\|.*\n)+/gm) ?? []) {
    const [head = '', ...rows] = table.trim().split('\n');
    for (const row of rows) expect(cells(row), row).toBe(cells(head));
  }
  const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );
  for (const [, target] of text.matchAll(/\]\(#(.*?)\)/g)) expect(anchors).toContain(target);
});
