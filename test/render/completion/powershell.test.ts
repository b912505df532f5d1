import { expect, test } from 'vitest';
import { POWERSHELL } from '../../../src/render/completion/powershell.ts';

/** The script without what stands in quotes and comments. */
function bare(): string {
  return POWERSHELL.replaceAll(/'[^']*'|"[^"]*"/g, '').replaceAll(/^\s*#.*$/gm, '');
}

test('the script is as it was reviewed', async () => {
  await expect(POWERSHELL).toMatchFileSnapshot('__snapshots__/teamsync.ps1');
});

test('its brackets are balanced', () => {
  const open: string[] = [];
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (const bracket of bare().match(/[()[\]{}]/g) ?? []) {
    const partner = pairs[bracket];
    if (partner === undefined) open.push(bracket);
    else expect(open.pop()).toBe(partner);
  }
  expect(open).toEqual([]);
});

test('it is plain ASCII, because Windows PowerShell reads files in a code page of its own', () => {
  expect(POWERSHELL).toMatch(/^[\t\n -~]*$/);
});

test('it completes every name that the program has there', () => {
  expect(POWERSHELL).toContain("-CommandName 'teamsync', 'teamsync.cmd', 'teamsync.ps1'");
});

test('what is not plain is put into single quotes by the function that PowerShell has for it', () => {
  expect(POWERSHELL).toContain('EscapeSingleQuotedStringContent($value)');
  const [, plain = ''] = /-notmatch '([^']+)'/.exec(POWERSHELL) ?? [];
  const isPlain = (word: string): boolean => new RegExp(plain).test(word);
  for (const word of ['--format=csv', 'provision.silent=true', '20260302T100000Z-00ab1f', 'ana@x.org', '10'])
    expect(isPlain(word), word).toBe(true);
  for (const word of [
    'a b',
    "o'brien",
    '$(x)',
    '`x`',
    'a;b',
    'a|b',
    'a&b',
    '@x',
    'a,b',
    '{}',
    '"',
    '',
    '#a',
    'a\nb',
  ])
    expect(isPlain(word), word).toBe(false);
});
