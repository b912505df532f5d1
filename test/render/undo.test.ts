import { describe, expect, test } from 'vitest';
import { renderDiff } from '../../src/render/diff.ts';
import { tellingOfUndo } from '../../src/render/undo.ts';
import type { Warning } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/types.ts';
import { planWith, recover } from '../helpers/changes.ts';
import { reportOf, textOf } from '../helpers/report.ts';
import { plain } from './everything.ts';

const RUN = { runId: '20260302T100000Z-3f9a1c', at: '2026-03-02T10:00:00.000Z', command: 'reconcile' };

function undo(changes: Change[], warnings: Warning[] = [], fields: Partial<Plan> = {}, width = 80): string {
  const report = reportOf(planWith(changes, fields));
  return textOf(renderDiff(report, plain(width), tellingOfUndo(RUN, warnings)));
}

describe('the diff of an undo', () => {
  test('says which run it takes back, and nothing of a roster', () => {
    const text = undo([recover('a@x.org')]);
    expect(text).toContain('\nUndo    reconcile of 2026-03-02T10:00:00.000Z, run 20260302T100000Z-3f9a1c\n');
    expect(text).toContain('Plan: 1 to recover');
    expect(text).not.toContain('Roster');
    expect(text.startsWith('Team ')).toBe(true);
  });

  test('begins with what nobody can bring back, and with that alone', () => {
    const lost = { code: 'cannot_be_undone', message: 'a@x.org: the data is\u001b gone.' };
    const text = undo([recover('a@x.org')], [{ code: 'other', message: 'Something else.' }, lost]);
    expect(text.startsWith('Cannot be undone 1\n  ! a@x.org: the data is\\u{1b} gone.\n\nTeam ')).toBe(true);
    expect(text).not.toContain('Something else.');
  });

  test('fits into its width', () => {
    const message = 'a@x.org: the run had the data on linked devices deleted and it cannot come back.';
    const lines = undo([recover('a@x.org')], [{ code: 'cannot_be_undone', message }], {}, 60).split('\n');
    expect(lines.every((line) => line.length <= 60)).toBe(true);
    expect(lines[2]).toMatch(/^ {6}\S/);
  });

  test('tells nothing to undo from nothing that can be undone', () => {
    expect(undo([])).toContain('Nothing to undo: the team shows nothing any more');
    const blocked = [
      { action: 'recover', email: 'a@x.org', code: 'not_reversible', message: 'Gone.', until: null } as const,
    ];
    expect(undo([], [], { blocked })).toContain('Nothing can be done now');
  });
});
