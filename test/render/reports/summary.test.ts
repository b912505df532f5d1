import { describe, expect, test } from 'vitest';
import {
  countsOf,
  endingText,
  factsOf,
  headline,
  plain,
  toneOf,
} from '../../../src/render/reports/summary.ts';
import { deprovision, planWith, provision, suspend } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { endedWith } from './ended-run.ts';

const plan = planWith([provision('a@x.org'), suspend('b@x.org'), deprovision('c@x.org')]);
const applied = (fields: object = {}) => ({
  changes: plan.changes,
  results: new Map([['provision:a@x.org', { status: 'applied', error: null }] as const]),
  verified: true,
  differences: [],
  ...fields,
});
const factOf = (label: string, ended = endedWith(plan)): string | undefined =>
  new Map(factsOf(ended)).get(label);

describe('the headline', () => {
  test('of a dry run counts what is planned', () => {
    expect(headline(endedWith(plan))).toBe('3 changes planned');
    expect(headline(endedWith())).toBe('No changes');
  });

  test('of a run that did not come to apply says so', () => {
    const report = reportOf(plan, { mode: 'apply' });
    expect(headline(endedWith(plan, { report }))).toBe('3 changes planned, none applied');
  });

  test('of a run that was applied counts what was', () => {
    const report = reportOf(plan, { mode: 'apply', applied: applied() });
    expect(headline(endedWith(plan, { report }))).toBe('1 of 3 changes applied');
  });
});

test.each([
  [0, 'success'],
  [2, 'success'],
  [3, 'refused'],
  [7, 'refused'],
  [10, 'refused'],
  [130, 'refused'],
  [143, 'refused'],
  [1, 'error'],
  [4, 'error'],
  [8, 'error'],
])('exit code %i looks like %s', (exitCode, tone) => {
  expect(toneOf(endedWith(plan, { exitCode }))).toBe(tone);
});

test('the ending has the exit code, and the error on one line with its dates in UTC', () => {
  expect(endingText(endedWith())).toBe('Ended well, with exit code 0.');
  const error = { code: 'outside', message: 'Not before\n2026-03-03T08:00:00Z.', hint: null };
  expect(endingText(endedWith(plan, { exitCode: 3, error }))).toBe(
    'Ended with exit code 3 (outside): Not before 2026-03-03 08:00 UTC.',
  );
});

describe('the facts', () => {
  test('name the team, the command, the roster, the run and when it ended', () => {
    expect(factsOf(endedWith(plan))).toEqual([
      ['Team', 'Acme, 3 members'],
      ['Command', 'reconcile, a dry run: nothing was sent'],
      ['Source', 'roster.csv: 3 people, 1 assigned, 1 suspended, 1 unassigned'],
      ['Run', '20260302T100000Z-000000'],
      ['Ended', '2026-03-02 10:00 UTC'],
      ['Checksum', 'c0ffee'],
    ]);
  });

  test('name what was asked where no roster was', () => {
    const report = reportOf(plan, {
      mode: 'apply',
      people: [],
      origin: { source: 'run 1', format: 'csv', sha256: '' },
    });
    const ended = endedWith(plan, { report, command: 'undo' });
    expect(factOf('Source', ended)).toBe('run 1');
    expect(factOf('Command', ended)).toBe('undo');
  });

  test('name a rail that this run alone has moved', () => {
    const override = {
      option: '--max-deprovisions',
      value: 3,
      setting: 'safety.maxDeprovisions',
      instead: '10%',
    };
    const report = reportOf(plan, { overrides: [override] });
    expect(factOf('Rails', endedWith(plan, { report }))).toBe(
      'for this run alone: --max-deprovisions 3 in the place of safety.maxDeprovisions=10%',
    );
  });

  test.each([
    [{}, 'yes: the team was read again and is as planned'],
    [{ verified: false }, 'no: the team was not read again'],
    [{ verified: false, differences: ['a:b', 'c:d'] }, 'no: still differing: a:b, c:d'],
  ])('say what the proof of a run is: %j', (fields, text) => {
    const report = reportOf(plan, { mode: 'apply', applied: applied(fields) });
    expect(factOf('Verified', endedWith(plan, { report }))).toBe(text);
  });
});

describe('the counts', () => {
  const shown = (report = reportOf(plan)) =>
    countsOf(report).map(
      ({ label, number, destructive }) => `${label} ${String(number)}${destructive ? '!' : ''}`,
    );

  test('of a plan begin with the destructive ones', () => {
    expect(shown()).toEqual([
      'Deprovision 1!',
      'Suspend 1!',
      'Provision 1',
      'Unchanged 0',
      'Blocked 0',
      'Left alone 0',
    ]);
  });

  test('of a run say what became of the changes', () => {
    expect(shown(reportOf(plan, { mode: 'apply', applied: applied() })).slice(3, 5)).toEqual([
      'Applied 1',
      'Skipped 2',
    ]);
  });
});

test('text on one line has neither breaks nor controls', () => {
  expect(plain('a\nb\u202ec')).toBe('a b\\u{202e}c');
});
