import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/plan/change.ts';
import { renderDiff } from '../../src/render/diff.ts';
import { deprovision, filesTo, invite, planWith, provision, staged, transfer } from '../helpers/changes.ts';
import { reportOf, textOf } from '../helpers/report.ts';
import { plain } from './everything.ts';

const UNTIL = '2026-03-09T10:00:00Z';
const diff = (...changes: Change[]): string => textOf(renderDiff(reportOf(planWith(changes)), plain(200)));

describe('what follows is said', () => {
  test('of invitations: with a welcome e-mail', () => {
    expect(diff(provision('a@x.org'))).toContain('  Not silent: Dropbox sends this person a welcome e-mail;');
    expect(diff(provision('a@x.org'), provision('b@x.org'))).toContain(
      'sends these 2 people a welcome e-mail',
    );
  });

  test('of invitations: without one', () => {
    const silent = { options: { silent: true, directoryRestricted: false } };
    const text = diff(provision('a@x.org', silent), provision('b@x.org', silent));
    expect(text).toContain('  Silent: Dropbox tells these 2 people nothing;');
    expect(text).not.toContain('welcome e-mail');
  });

  test('of removals: until when they can be undone, once for each date', () => {
    const until = (reversibleUntil: string | null) => ({ reversibleUntil });
    const text = diff(
      deprovision('a@x.org', {}, until(UNTIL)),
      deprovision('b@x.org', {}, until(UNTIL)),
      deprovision('c@x.org', {}, until(null)),
    );
    expect(text.match(/can be recovered until 2026-03-09T10:00:00Z/g)).toHaveLength(1);
    expect(diff(deprovision('c@x.org', {}, until(null)))).not.toContain('recovered');
  });

  test('of keeping an account as a personal one', () => {
    expect(diff(deprovision('a@x.org', { method: 'downgrade' }))).toContain('personal ones');
    expect(diff(deprovision('a@x.org'))).not.toContain('personal');
  });

  test('of a removal that comes later: what cancels it', () => {
    expect(diff(staged('a@x.org', UNTIL), staged('b@x.org', UNTIL))).toContain(
      '  Accounts that are removed later are only suspended now; until then an assignment cancels the removal.\n',
    );
    expect(diff(deprovision('a@x.org', { method: 'suspend' }))).not.toContain('only suspended now');
  });

  test('of files that go to somebody else: that nothing brings the account back', () => {
    expect(diff(deprovision('a@x.org', filesTo('b@x.org')))).toContain(
      '  Accounts whose files go to somebody else cannot be recovered once they are removed.\n',
    );
    expect(diff(transfer('a@x.org', 'b@x.org'))).toContain('cannot be recovered.\n');
    expect(diff(deprovision('a@x.org'))).not.toContain('files');
  });

  test('of reminders: that a mail is sent', () => {
    expect(diff(invite('a@x.org', 3))).toContain('  Dropbox sends the invitation once more by e-mail.\n');
  });
});
