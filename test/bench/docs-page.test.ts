import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withFigures } from '../../bench/docs-page.ts';

it('replaces what stands between the marks and nothing else', () => {
  const page = 'before\n<!-- figures -->\nold\n<!-- end of figures -->\nafter\n';
  expect(withFigures(page, '| new |\n')).toBe(
    'before\n<!-- figures -->\n\n| new |\n\n<!-- end of figures -->\nafter\n',
  );
});

it('throws for a page without the marks', () => {
  expect(() => withFigures('<!-- end of figures --> <!-- figures -->', 'x')).toThrow('no place between');
});

it('finds its place in the page that is published', () => {
  const page = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');
  expect(withFigures(page, 'FIGURES')).toContain('\nFIGURES\n');
});
