import { expect, test } from 'vitest';
import { reportFormat } from '../../../src/render/reports/format.ts';
import { refusalOf } from '../../settings/refusal.ts';

test.each([
  ['report.md', 'markdown'],
  ['report.csv', 'csv'],
  ['some/folder.d/report.html', 'html'],
  ['report.json', 'json'],
  ['REPORT.HTML', 'html'],
])('%s is written as %s', (path, format) => {
  expect(reportFormat(path)).toBe(format);
});

test.each(['report', 'report.txt', 'report.html.gz', '.md', 'md', 'report.', 'constructor', ''])(
  '"%s" is refused, and the formats are named',
  async (path) => {
    const error = await refusalOf(() => reportFormat(path));
    expect(error).toMatchObject({ exitCode: 7, code: 'unknown_report_format' });
    expect(error.message).toContain('.md, .csv, .html, .json');
  },
);
