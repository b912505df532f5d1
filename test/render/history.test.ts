import { describe, expect, test } from 'vitest';
import {
  renderHistory,
  renderIntact,
  renderRun,
  type HistoryChange,
  type HistoryDetails,
} from '../../src/render/history.ts';
import { inZone } from '../../src/render/local-time.ts';
import { plain } from './everything.ts';

const style = { ...plain(), profile: ' --sandbox' };

const change = (action: string, fields: Partial<HistoryChange> = {}): HistoryChange => ({
  id: `${action}:ana@example.com`,
  action,
  email: 'ana@example.com',
  status: 'applied',
  error: null,
  reversibleUntil: null,
  ...fields,
});

const run = (fields: Partial<HistoryDetails> = {}): HistoryDetails => ({
  runId: '20261125T152508Z-3f9a1c',
  at: '2026-11-25T15:25:08.000Z',
  command: 'reconcile',
  mode: 'apply',
  outcome: 'done',
  exitCode: 0,
  summary: { provision: 2, applied: 2 },
  teamId: 'dbtid:1',
  changes: [],
  ...fields,
});

const nothing = new Set<HistoryChange>();

describe('the list', () => {
  test('tells of each run how it ended', () => {
    const runs = [
      run({ outcome: 'crashed', exitCode: null, summary: {} }),
      run({ outcome: 'failed', exitCode: 4, summary: { applied: 8, failed: 1, skipped: 2, unknown: 1 } }),
      run({ outcome: 'refused', exitCode: 3, summary: { deprovision: 9, applied: 0 }, command: 'apply' }),
      run({ outcome: 'nothing', summary: { applied: 0 } }),
      run(),
    ];
    expect(inZone(renderHistory(runs, 5, style), 'UTC')).toMatchInlineSnapshot(`
      "RUN                      WHEN                        COMMAND    OUTCOME  EXIT  CHANGES
      20261125T152508Z-3f9a1c  2026-11-25 15:25 UTC        reconcile  crashed        not ended
      20261125T152508Z-3f9a1c  2026-11-25 15:25 UTC        reconcile  failed   4     8 applied, 1 failed, 2 skipped, 1 unknown
      20261125T152508Z-3f9a1c  2026-11-25 15:25 UTC        apply      refused  3     nothing applied
      20261125T152508Z-3f9a1c  2026-11-25 15:25 UTC        reconcile  nothing  0     nothing to do
      20261125T152508Z-3f9a1c  2026-11-25 15:25 UTC        reconcile  done     0     2 applied
      "
    `);
  });

  test('says how to see the earlier runs', () => {
    expect(renderHistory([run()], 2, style)).toContain(
      '\n1 earlier run: teamsync history --limit 2 --sandbox\n',
    );
    expect(renderHistory([run()], 22, style)).toContain('\n21 earlier runs: ');
  });

  test('names the teams where there are several', () => {
    const two = [run(), run({ teamId: 'dbtid:2' })];
    expect(renderHistory(two, 2, style).split('\n')[0]).toMatch(/ TEAM$/);
    expect(renderHistory(two, 2, style)).toContain('dbtid:2\n');
    expect(renderHistory([run(), run()], 2, style)).not.toContain('dbtid:');
  });

  test('of no runs says how to begin', () => {
    expect(renderHistory([], 0, style)).toBe(
      'Nothing was run yet. Begin with: teamsync reconcile ROSTER --dry-run --sandbox\n',
    );
  });

  test('cannot steer the terminal', () => {
    expect(renderHistory([run({ command: 'a\u001b[2J' })], 1, style)).toContain('a\\u{1b}[2J');
  });
});

describe('one run', () => {
  test('says what became of each change, and how to take back what still can be', () => {
    const undoable = change('deprovision', { reversibleUntil: '2026-12-02T15:25:00.000Z' });
    const changes = [
      change('provision'),
      undoable,
      change('deprovision', { email: 'ben@example.com', reversibleUntil: '2026-11-02T15:25:00.000Z' }),
      change('suspend', { status: 'failed', error: { code: 'last_admin', message: 'They are the last.' } }),
      change('deprovision', { status: 'skipped', reversibleUntil: '2026-12-02T15:25:00.000Z' }),
      change('knight'),
      change('group_add', { id: 'group_add:ana@example.com:Sales' }),
    ];
    const failed = run({ outcome: 'failed', exitCode: 4, summary: { applied: 4, failed: 1 }, changes });
    expect(inZone(renderRun(failed, new Set([undoable]), style), 'UTC')).toMatchInlineSnapshot(`
      "Run 20261125T152508Z-3f9a1c
      Team      dbtid:1
      Command   reconcile
      Started   2026-11-25 15:25 UTC
      Outcome   failed, exit code 4: 4 applied, 1 failed

        + provision ana@example.com: applied
        - deprovision ana@example.com: applied
            can be undone until 2026-12-02 15:25 UTC
        - deprovision ben@example.com: applied
            could be undone until 2026-11-02 15:25 UTC
        ! suspend ana@example.com: failed
            last_admin: They are the last.
        - deprovision ana@example.com: skipped
        * knight ana@example.com: applied
        & group_add ana@example.com to Sales: applied

      Take back what still can be with: teamsync undo 20261125T152508Z-3f9a1c --sandbox
      "
    `);
  });

  test('without anything to take back names no command', () => {
    expect(renderRun(run({ changes: [change('invite')] }), nothing, style)).not.toContain('undo');
    expect(renderRun(run(), nothing, style)).toMatch(/2 applied\n$/);
  });

  test('that has not ended says so, and one that a later run settled too', () => {
    const crashed = { outcome: 'crashed', summary: {} } as const;
    const open = renderRun(run({ ...crashed, exitCode: null }), nothing, plain(200));
    expect(open).toContain('Outcome   crashed: not ended\nIt has not ended: it is at work, or was cut off.');
    expect(renderRun(run({ ...crashed, exitCode: 1 }), nothing, style)).toContain('found out by a later run');
  });

  test('that was interrupted before anything was done, and a dry run, are told', () => {
    const interrupted = run({ outcome: 'interrupted', exitCode: 130, summary: {}, mode: 'dry-run' });
    const text = renderRun(interrupted, nothing, style);
    expect(text).toContain('interrupted, exit code 130: nothing applied');
    expect(text).toContain('reconcile (dry run)');
  });

  test('fits a narrow terminal and cannot steer it', () => {
    const error = { code: 'a\u0007', message: 'word '.repeat(30) };
    const changes = [
      change('suspend', { email: `${'a'.repeat(30)}\u202e@example.com`, status: 'failed', error }),
    ];
    const text = renderRun(run({ changes }), nothing, plain(60));
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    expect(text).toContain('\\u{202e}');
    expect(text).toContain('a\\u{7}');
  });
});

test('an intact log says of how many entries', () => {
  expect(renderIntact(1, 1)).toBe('Intact: 1 entry in the audit log.\n');
  expect(renderIntact(5, 2)).toBe('Intact: 5 entries in the audit logs of 2 teams.\n');
  expect(renderIntact(0, 1)).toContain('nothing to check');
});
