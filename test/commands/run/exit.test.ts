import { describe, expect, test } from 'vitest';
import {
  gravest,
  heldBackError,
  incompleteError,
  outcomeOf,
  railError,
} from '../../../src/commands/run/exit.ts';
import { TeamsyncError, type ExitCode } from '../../../src/errors.ts';
import type { Refusal } from '../../../src/plan/types.ts';
import type { RunReport } from '../../../src/render/report.ts';
import { planWith, provision } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';

const withCode = (exitCode: ExitCode): TeamsyncError => new TeamsyncError(exitCode, 'x', 'X.');

describe('of several errors', () => {
  /** As the contract puts them; 2 and 0 are no errors. */
  const ORDER: ExitCode[] = [130, 143, 1, 9, 5, 6, 7, 8, 10, 4, 3];

  test('the gravest is the one to end with, wherever it stands', () => {
    ORDER.forEach((first, index) => {
      for (const second of ORDER.slice(index)) {
        expect(gravest([withCode(second), null, withCode(first)])?.exitCode).toBe(first);
        expect(gravest([withCode(first), withCode(second)])?.exitCode).toBe(first);
      }
    });
  });

  test('none is none', () => {
    expect(gravest([])).toBeNull();
    expect(gravest([null, null])).toBeNull();
  });
});

describe('a refusal by the rails', () => {
  const refusal = (action: Refusal['action']): Refusal => ({
    code: 'over_limit',
    action,
    count: 9,
    allowed: 1,
    earlier: 0,
    base: 10,
    message: `Too many to ${action}.`,
    hint: `Raise it for ${action}.`,
  });

  test('is exit 3, names every rail and says that nothing was sent', () => {
    const refusals = [refusal('suspend'), refusal('deprovision')];
    expect(railError(refusals)).toMatchObject({
      exitCode: 3,
      code: 'over_limit',
      message: 'Too many to suspend. Too many to deprovision. Nothing was sent to Dropbox.',
      hint: 'Raise it for suspend. Raise it for deprovision.',
      details: { refusals },
    });
  });

  test('is none when the rails let the plan pass', () => {
    expect(railError([])).toBeNull();
  });
});

describe('people kept back', () => {
  const kept = (code: 'over_limit' | 'listing_incomplete' | 'protected' | 'held') =>
    ({ action: 'deprovision', email: `${code}@x.org`, code, message: 'Because.', until: null }) as const;

  test.each(['over_limit', 'listing_incomplete'] as const)('by %s make the run end with 3', (code) => {
    const error = heldBackError({ kept: [kept('protected'), kept(code), kept(code)] });
    expect(error).toMatchObject({ exitCode: 3, code, details: { kept: [kept(code), kept(code)] } });
    expect(error?.message).toContain('2 people');
    expect(heldBackError({ kept: [kept(code)] })?.message).toContain('1 person');
  });

  test('deliberately do not', () => {
    expect(heldBackError({ kept: [kept('protected'), kept('held')] })).toBeNull();
  });

  test('deliberately do where they were asked for by name', () => {
    const both = heldBackError({ kept: [kept('protected'), kept('held')] }, true);
    expect(both).toMatchObject({
      exitCode: 3,
      code: 'protected',
      message: '2 people asked for by name were left alone. Because.',
      details: { kept: [kept('protected'), kept('held')] },
    });
    const one = heldBackError({ kept: [kept('held')] }, true);
    expect(one?.message).toBe('1 person asked for by name was left alone. Because.');
    expect(heldBackError({ kept: [] }, true)).toBeNull();
  });
});

describe('a run that did not do everything', () => {
  const ended = (fields: Partial<RunReport['summary']>, parts: Partial<RunReport> = {}): RunReport => {
    const report = reportOf(planWith([]), { mode: 'apply' });
    return { ...report, verified: true, ...parts, summary: { ...report.summary, ...fields } };
  };
  const blocked = {
    action: 'provision',
    email: 'a@x.org',
    code: 'no_licence',
    message: 'No.',
    until: null,
  } as const;

  test.each([
    ['failed', ended({ failed: 2 }), '2 failed'],
    ['unknown', ended({ unknown: 1 }), '1 with an unknown outcome'],
    ['skipped', ended({ skipped: 3 }), '3 skipped'],
    ['blocked', ended({}, { blocked: [blocked] }), '1 blocked'],
    ['not verified', ended({}, { verified: false, differences: ['x', 'y'] }), '2 still differing'],
    [
      'several',
      ended({ failed: 1, skipped: 1 }, { verified: false, differences: ['x'] }),
      '1 failed, 1 skipped.',
    ],
  ])('(%s) ends with 4', (_what, report, words) => {
    const error = incompleteError(report);
    expect(error).toMatchObject({ exitCode: 4, code: 'some_changes_failed' });
    expect(error?.message).toContain(words);
    expect(error?.details).toEqual({ differences: report.differences });
  });

  test('is none when everything was done, or nothing had to be', () => {
    expect(incompleteError(ended({ applied: 3, kept: 2 }))).toBeNull();
    expect(incompleteError(ended({}, { verified: null }))).toBeNull();
  });
});

describe('the outcome', () => {
  const pending = reportOf(planWith([provision('a@x.org')]));

  test('is 2 for pending changes of a dry run only where that was asked for', () => {
    expect(outcomeOf(pending, null, [], true).exitCode).toBe(2);
    expect(outcomeOf(pending, null, [], false).exitCode).toBe(0);
    expect(outcomeOf(reportOf(), null, [], true).exitCode).toBe(0);
    expect(outcomeOf({ ...pending, mode: 'apply' }, null, [], true).exitCode).toBe(0);
  });

  test('is that of the error where there is one, with the report in the data all the same', () => {
    const error = withCode(3);
    const warnings = [{ code: 'w', message: 'W.' }];
    expect(outcomeOf(pending, error, warnings, true)).toEqual({
      exitCode: 3,
      data: pending,
      warnings,
      error,
      text: '',
    });
  });
});
