import { expect, test } from 'vitest';
import { peopleSection } from '../../../src/render/reports/html-table.ts';
import { rowsOf } from '../../../src/render/reports/rows.ts';
import { planWith, provision } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { everything } from '../everything.ts';

const AT = new Date('2026-03-02T10:00:00Z');
const shown = (plan = everything()): string => peopleSection(rowsOf(reportOf(plan), AT)).text;

test('every line has its status, the person as its head, what is done and why', () => {
  expect(shown(planWith([provision('pia@x.org', { name: 'Pia Paz' })]))).toContain(
    '<tr class="other" data-action="provision" data-status="planned"><td>planned</td>' +
      '<th scope="row"><bdi>pia@x.org</bdi> <bdi>Pia Paz</bdi></th>' +
      '<td><span class="word">provision</span> <bdi>no account → invited</bdi></td>' +
      '<td><p class="why" dir="auto">Because a test wants it.</p></td></tr>',
  );
});

test('filters offer the actions and statuses that there are, and hide until a script runs', () => {
  const text = shown();
  expect(text).toMatch(/<form [^>]* hidden>/);
  const values = [...text.matchAll(/<option value="(\w*)">/g)].map(([, value]) => value);
  expect(values.slice(0, 3)).toEqual(['', 'destructive', 'deprovision']);
  expect(values.slice(-4)).toEqual(['', 'planned', 'blocked', 'kept']);
  expect(shown(planWith([provision('a@x.org')]))).not.toContain('value="destructive"');
});

test('nobody at all is a sentence', () => {
  expect(shown(planWith([]))).toContain('<p>Nobody is changed, blocked or left alone.</p>');
  expect(shown(planWith([]))).not.toContain('<form');
});
