import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/plan/types.ts';
import { renderDiff } from '../../src/render/diff.ts';
import { deprovision, planWith, provision, suspend, update } from '../helpers/changes.ts';
import { reportOf } from '../helpers/report.ts';
import { plain } from './everything.ts';

const diff = (...changes: Change[]): string => renderDiff(reportOf(planWith(changes)), plain());

describe('what follows for people', () => {
  test('is said of invitations: with a welcome e-mail', () => {
    expect(diff(provision('a@x.org'))).toContain('  Not silent: Dropbox sends this person a welcome e-mail;');
    expect(diff(provision('a@x.org'), provision('b@x.org'))).toContain(
      'sends these 2 people a welcome e-mail',
    );
  });

  test('is said of invitations: without one', () => {
    const silent = { options: { silent: true, directoryRestricted: false } };
    const text = diff(provision('a@x.org', silent), provision('b@x.org', silent));
    expect(text).toContain('  Silent: Dropbox tells these 2 people nothing;');
    expect(text).not.toContain('welcome e-mail');
  });

  test('is said of removals: until when they can be undone, once for each date', () => {
    const until = (reversibleUntil: string | null) => ({ reversibleUntil });
    const text = diff(
      deprovision('a@x.org', {}, until('2026-03-09T10:00:00Z')),
      deprovision('b@x.org', {}, until('2026-03-09T10:00:00Z')),
      deprovision('c@x.org', {}, until(null)),
    );
    expect(text.match(/can be recovered until 2026-03-09 10:00 UTC/g)).toHaveLength(1);
    expect(diff(deprovision('c@x.org', {}, until(null)))).not.toContain('recovered');
  });

  test('is said of keeping an account as a personal one', () => {
    expect(diff(deprovision('a@x.org', { method: 'downgrade' }))).toContain('personal ones');
    expect(diff(deprovision('a@x.org'))).not.toContain('personal');
  });
});

describe('a line', () => {
  const lineOf = (change: Change): string =>
    diff(change)
      .split('\n')
      .find((line) => line.includes('a@x.org')) ?? '';

  test('tells a destructive change from any other without colour, in capitals', () => {
    const destructive = [
      lineOf(suspend('a@x.org')),
      lineOf(deprovision('a@x.org')),
      lineOf(deprovision('a@x.org', { method: 'suspend' })),
      lineOf(deprovision('a@x.org', { method: 'downgrade' })),
      lineOf(deprovision('a@x.org', {}, { before: { status: 'invited' } })),
    ];
    expect(destructive.map((line) => line.split(' a@x.org')[0])).toEqual([
      '  ! SUSPEND',
      '  - REMOVE',
      '  - SUSPEND',
      '  - DOWNGRADE',
      '  - WITHDRAW INVITATION',
    ]);
    expect(lineOf(provision('a@x.org'))).toMatch(/^ {2}\+ provision a@x\.org/);
    expect(lineOf(update('a@x.org', {}, {}))).toBe('  ~ update a@x.org');
  });

  test('is followed by a warning exactly where devices are wiped', () => {
    const wipe = 'DELETES THE DATA ON LINKED DEVICES';
    const text = diff(suspend('a@x.org', true), suspend('b@x.org'));
    expect(text.split('\n').findIndex((line) => line.includes(wipe))).toBe(
      text.split('\n').findIndex((line) => line.includes('a@x.org')) + 1,
    );
    expect(text.match(new RegExp(wipe, 'g'))).toHaveLength(1);
    expect(diff(deprovision('a@x.org', { wipeData: true }))).toContain(wipe);
    expect(diff(deprovision('a@x.org'))).not.toContain(wipe);
  });

  test('shows an emptied field', () => {
    expect(lineOf(update('a@x.org', { surname: 'Old' }, { surname: '' }))).toContain('surname Old → (none)');
    expect(lineOf(update('a@x.org', { externalId: '' }, { externalId: 'E1' }))).toContain(
      'external id (none) → E1',
    );
  });
});
