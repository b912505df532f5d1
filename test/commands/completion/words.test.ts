import { expect, test } from 'vitest';
import { wordsFrom } from '../../../src/commands/completion/words.ts';

test('bash hands over what was typed, so all quotes come off', () => {
  expect(wordsFrom('bash', ["'a b'", 'c\\ d'])).toEqual(['a b', 'c d']);
});

test('fish hands over the last word only as it was typed', () => {
  expect(wordsFrom('fish', ["'a b'", "'c d"])).toEqual(["'a b'", 'c d']);
});

test('zsh hands over what the words mean', () => {
  expect(wordsFrom('zsh', ["it's", 'a\\b'])).toEqual(["it's", 'a\\b']);
});

test('PowerShell hands over all words in one', () => {
  expect(wordsFrom('powershell', ['/settings/set/a%2Fb%20%22c%22/'])).toEqual([
    'settings',
    'set',
    'a/b "c"',
    '',
  ]);
  expect(wordsFrom('powershell', ['/'])).toEqual(['']);
  expect(wordsFrom('powershell', [])).toEqual([]);
});
