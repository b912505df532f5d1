import { expect, test } from 'vitest';
import { renderAnswer } from '../../../src/render/completion/answer.ts';

const WORDS = {
  kind: 'words',
  candidates: [
    { value: "o'brien@x.org", about: 'ill' },
    { value: 'é b', about: '' },
  ],
} as const;

test('the kind comes first, then a line for each word', () => {
  expect(renderAnswer(WORDS, 'zsh')).toBe(":words\no'brien@x.org\till\né b\t\n");
  expect(renderAnswer({ kind: 'beginnings', candidates: [] }, 'bash')).toBe(':beginnings\n');
});

test('for files it is told what stands before them', () => {
  expect(renderAnswer({ kind: 'files', before: '--out=' }, 'fish')).toBe(':files\n--out=\n');
});

test('for PowerShell everything is plain ASCII', () => {
  expect(renderAnswer(WORDS, 'powershell')).toBe(":words\no'brien%40x.org\till\n%C3%A9%20b\t\n");
  expect(renderAnswer({ kind: 'files', before: '--out=' }, 'powershell')).toBe(':files\n--out%3D\n');
});

test('a description stays on one line, and short', () => {
  const about = (text: string): string =>
    renderAnswer({ kind: 'words', candidates: [{ value: 'x', about: text }] }, 'bash');
  expect(about('a\nb\tc\u001b[31m')).toBe(':words\nx\ta\\u{a}b\\u{9}c\\u{1b}[31m\n');
  expect(about('y'.repeat(200))).toBe(`:words\nx\t${'y'.repeat(99)}…\n`);
});
