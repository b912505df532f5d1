import { describe, expect, test } from 'vitest';
import type { ChangeResult } from '../../src/apply/types.ts';
import { renderResult } from '../../src/render/result.ts';
import type { RunReport } from '../../src/render/report.ts';
import { deprovision, planWith, provision, suspend, unsuspend } from '../helpers/changes.ts';
import { groupAdd } from '../helpers/group-changes.ts';
import { reportOf } from '../helpers/report.ts';
import { plain } from './everything.ts';

const APPLIED: ChangeResult = { status: 'applied', error: null };

/** A report of four changes that ended like this. */
function ended(results: ChangeResult[], verified = true, differences: string[] = []): RunReport {
  const changes = [
    provision('pia@example.com'),
    unsuspend('una@example.com'),
    suspend('sam@example.com'),
    deprovision('leo@example.com'),
  ].slice(0, results.length);
  const byId = new Map(changes.map(({ id }, index) => [id, results[index] ?? APPLIED]));
  return reportOf(planWith(changes), {
    mode: 'apply',
    applied: { changes, results: byId, verified, differences },
  });
}

describe('the result', () => {
  test('of a run in which everything worked is short', () => {
    expect(renderResult(ended([APPLIED, APPLIED]), plain())).toMatchInlineSnapshot(`
      "
      Applied 2 of 2 changes.
      Verified: the team was read again and is as planned.
      To take it back: teamsync undo 20260302T100000Z-000000
      "
    `);
  });

  test('of one change speaks of one change', () => {
    expect(renderResult(ended([APPLIED]), plain())).toContain('Applied 1 of 1 change.\n');
  });

  test('names everybody for whom it did not work, with the reason, and what still differs', () => {
    const report = ended(
      [
        {
          status: 'failed',
          error: { code: 'user_on_another_team', message: 'The person is on another team.' },
        },
        APPLIED,
        {
          status: 'unknown',
          error: { code: 'lost_answer', message: 'Its answer was lost. '.repeat(5).trim() },
        },
        { status: 'skipped', error: { code: 'lost_answer', message: 'Not sent, because the run stopped.' } },
      ],
      false,
      ['provision:pia@example.com', 'deprovision:leo@example.com'],
    );
    expect(renderResult(report, plain())).toMatchInlineSnapshot(`
      "
        + provision pia@example.com: failed
            user_on_another_team: The person is on another team.
        ! suspend sam@example.com: unknown
            lost_answer: Its answer was lost. Its answer was lost. Its answer was
            lost. Its answer was lost. Its answer was lost.
        - deprovision leo@example.com: skipped
            lost_answer: Not sent, because the run stopped.

      Applied 1 of 4 changes, 1 failed, 1 skipped, 1 unknown.
      Not verified: read again, the team still differs in
        provision:pia@example.com
        deprovision:leo@example.com
      To take it back: teamsync undo 20260302T100000Z-000000
      "
    `);
  });

  test('says until when removed accounts come back, by the one that goes first', () => {
    const changes = ['2026-03-09T10:00:00Z', '2026-03-09T09:59:00Z'].map((reversibleUntil, index) =>
      deprovision(`p${String(index)}@example.com`, {}, { reversibleUntil }),
    );
    const results = new Map(changes.map(({ id }) => [id, APPLIED]));
    const applied = { changes, results, verified: true, differences: [] };
    const text = renderResult(reportOf(planWith(changes), { mode: 'apply', applied }), plain(120));
    expect(text).toContain('; removed accounts come back until 2026-03-09T09:59:00Z\n');
  });

  test.each([
    ['was removed', {}, true],
    ['was suspended', { method: 'suspend' }, true],
    ['left with a personal account', { method: 'downgrade' }, false],
    ['left the files to somebody', { transferTo: 'boss@example.com' }, false],
  ] as const)('tells a way back for whoever %s: %j', (_what, options, told) => {
    const changes = [deprovision('leo@example.com', options)];
    const applied = {
      changes,
      results: new Map([[changes[0]?.id ?? '', APPLIED]]),
      verified: true,
      differences: [],
    };
    const text = renderResult(reportOf(planWith(changes), { mode: 'apply', applied }), plain());
    expect(text.includes('teamsync undo')).toBe(told);
  });

  test('counts only what there is', () => {
    const skipped: ChangeResult = { status: 'skipped', error: { code: 'x', message: 'X.' } };
    expect(renderResult(ended([APPLIED, skipped]), plain())).toContain(
      'Applied 1 of 2 changes, 1 skipped.\n',
    );
  });

  test('names the group in which somebody could not be put', () => {
    const changes = [groupAdd('a@x.org', 'Sales')];
    const failed: ChangeResult = { status: 'failed', error: { code: 'x', message: 'X.' } };
    const results = new Map(changes.map(({ id }) => [id, failed]));
    const applied = { changes, results, verified: true, differences: [] };
    const text = renderResult(reportOf(planWith(changes), { mode: 'apply', applied }), plain());
    expect(text).toContain('  & group_add a@x.org to Sales: failed\n');
  });

  test('says when there is no proof', () => {
    expect(renderResult(ended([APPLIED], false), plain())).toContain(
      'Not verified: the team was not read again.\n',
    );
  });
});
