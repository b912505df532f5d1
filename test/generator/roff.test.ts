import { expect, test } from 'vitest';
import { roffArgument, roffCode, roffProse } from '../../generator/roff.ts';

test.each([
  ['.csv and .json', '\\&.csv and .json'],
  ["'quoted'", '\\(aqquoted\\(aq'],
  ['C:\\new', 'C:\\enew'],
  ['with --dry-run, an e-mail', 'with \\-\\-dry\\-run, an e-mail'],
  ['from … to', 'from \\[u2026] to'],
  ['One. Two; three', 'One.\nTwo; three'],
])('prose: %s', (text, roff) => {
  expect(roffProse(text)).toBe(roff);
});

test('prose is broken into short lines, of which none begins with a request', () => {
  const lines = roffProse(`${'word '.repeat(15)}and .json `.repeat(5).trim()).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.filter((line) => /^[.']/.test(line))).toEqual([]);
});

test('what is typed keeps every character of the keyboard', () => {
  expect(roffCode(`a -b ~/c "d" 'e' \`f\` ^g \\h`)).toBe(
    'a \\-b \\(ti/c \\(dqd\\(dq \\(aqe\\(aq \\(gaf\\(ga \\(hag \\eh',
  );
  expect(roffArgument('El')).toBe('"El"');
});
