import { describe, expect, it } from 'vitest';
import { atMost, bytes, forComparison, MEGABYTE, ms, timesFaster } from '../../bench/figures.ts';
import { renderMarkdown, renderTable } from '../../bench/table.ts';

const SECTIONS = [
  {
    title: 'start-up',
    figures: [
      atMost('--version', ms(80.4), 'node -e 0', ms(35), 1.5),
      forComparison('x', ms(1.5), 'y', ms(3)),
    ],
    failure: null,
  },
  {
    title: 'throughput',
    figures: [
      timesFaster('2,200 changes', ms(31_800), 'script', ms(237_600), 7),
      atMost('peak memory', bytes(338 * MEGABYTE), '400 MB', bytes(400 * MEGABYTE), 1),
    ],
    failure: null,
  },
  { title: 'scale', figures: [], failure: 'ended with 8' },
];

describe('renderTable', () => {
  it('aligns the columns of all suites with each other and says what is over and what could not be measured', () => {
    expect(renderTable(SECTIONS)).toBe(
      [
        '  what            figure  compared with           ratio  limit',
        '',
        'start-up',
        '  --version        80 ms  node -e 0        35 ms   2.30  ≤ 1.5  OVER',
        '  x              1.50 ms  y              3.00 ms   0.50',
        '',
        'throughput',
        '  2,200 changes   31.8 s  script         237.6 s   7.47    ≥ 7  ok',
        '  peak memory     338 MB  400 MB          400 MB   0.84    ≤ 1  ok',
        '',
        'scale',
        '  FAILED: ended with 8',
        '',
      ].join('\n'),
    );
  });
});

describe('renderMarkdown', () => {
  it('names the suite in each row', () => {
    expect(renderMarkdown(SECTIONS).split('\n').slice(0, 4)).toEqual([
      '| suite | what | figure | compared with | ratio | limit |  |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| start-up | --version | 80 ms | node -e 0: 35 ms | 2.30 | ≤ 1.5 | OVER |',
      '| start-up | x | 1.50 ms | y: 3.00 ms | 0.50 |  |  |',
    ]);
  });
});
