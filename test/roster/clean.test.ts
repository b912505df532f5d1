import { describe, expect, it } from 'vitest';

import { harmfulCharacter, visible } from '../../src/roster/clean.ts';

describe('visible', () => {
  it.each([
    ['plain text', 'Ana López', 'Ana López'],
    ['a terminal escape', '\u001b[31mred', '\\u{1b}[31mred'],
    ['C1, DEL and line breaks', '\u0085\u007f\r\n', '\\u{85}\\u{7f}\\u{d}\\u{a}'],
    ['a bidi override', 'ana\u202egnp', 'ana\\u{202e}gnp'],
    ['zero-width characters', 'a\u200bb\u200dc\ufeff', 'a\\u{200b}b\\u{200d}c\\u{feff}'],
    ['a lone surrogate', 'a\ud800', 'a\\u{d800}'],
    ['an emoji', '🙂', '🙂'],
  ])('%s is shown so that everything can be seen', (_what, text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe('harmfulCharacter', () => {
  it('takes the joiners that names are spelled with', () => {
    expect(harmfulCharacter('می\u200cخواهم \u200d')).toBeNull();
  });

  it.each(['\u0000', '\u200b', '\u202e', '\u2028', '\ufffd', '\udc00', '\u{e0041}'])(
    'finds %j',
    (character) => {
      const code = character.codePointAt(0)?.toString(16) ?? '';
      expect(harmfulCharacter(`a${character}b`)).toBe(`\\u{${code}}`);
    },
  );
});
