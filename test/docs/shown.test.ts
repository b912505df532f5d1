import { describe, expect, test } from 'vitest';
import { blocksOf, sectionsOf, wordsOf } from './page.ts';
import { shows } from './reader.ts';

const PAGE = [
  '# Title',
  '',
  '```csv roster.csv',
  'email',
  'ana@example.com',
  '```',
  '',
  '## Later',
  '',
  '<!-- 8 days later -->',
  '',
  '```console',
  '$ teamsync one',
  'done',
  '$ teamsync two',
  '```',
  '',
  '```sh',
  'teamsync three',
  '```',
].join('\n');

describe('a page', () => {
  test('gives its files, commands and days in their order', () => {
    expect(sectionsOf(PAGE)).toEqual([
      { heading: 'Title', steps: [{ kind: 'file', name: 'roster.csv', text: 'email\nana@example.com\n' }] },
      {
        heading: 'Later',
        steps: [
          { kind: 'later', days: 8 },
          { kind: 'command', command: 'teamsync one', output: ['done'], line: 13 },
          { kind: 'command', command: 'teamsync two', output: [], line: 15 },
        ],
      },
    ]);
  });

  test('gives its blocks with their words and lines', () => {
    expect(blocksOf(PAGE).map(({ words, line }) => [words.join(' '), line])).toEqual([
      ['csv roster.csv', 3],
      ['console', 12],
      ['sh', 18],
    ]);
  });
});

test('a command line is taken apart as a shell would', () => {
  expect(wordsOf(`teamsync set 'a=["x y"]' --why "on leave" b=c`)).toEqual([
    'teamsync',
    'set',
    'a=["x y"]',
    '--why',
    'on leave',
    'b=c',
  ]);
});

describe('what a page shows', () => {
  test.each([
    [['a', 'b'], ['a', 'b'], true],
    [['a'], ['a', 'b'], false],
    [['a', '…'], ['a', 'b', 'c'], true],
    [['…', 'c'], ['a', 'b', 'c'], true],
    [['…', 'b', '  …', 'd'], ['a', 'b', 'd'], true],
    [['…', 'x', '…'], ['a', 'b'], false],
    [[], [], true],
    [[], ['a'], false],
  ])('%j for %j: %j', (shown, written, fits) => {
    expect(shows(shown, written)).toBe(fits);
  });
});
