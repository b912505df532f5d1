import { expect, test } from 'vitest';
import { renderDiff } from '../../src/render/diff.ts';
import { renderResult } from '../../src/render/result.ts';
import { planWith, provision, update } from '../helpers/changes.ts';
import { reportOf } from '../helpers/report.ts';
import { everything, plain } from './everything.ts';

const diffOf = (width: number): string => renderDiff(reportOf(everything()), plain(width));

test('the whole diff at 60 columns', () => {
  expect(diffOf(60)).toMatchInlineSnapshot(`
    "Team    Acme, 3 members
    Seats   10 owned, 3 used, 7 free; this plan takes 4 and
            frees 3, then 4 used, 1 licence to be BOUGHT
    Roster  roster.csv: 3 people, 1 assigned, 1 suspended, 1
            unassigned

    Legend  ~ update   ^ recover   > unsuspend   + provision
            ! suspend   - deprovision

    Update 1
      ~ update mia.new@example.com
          Mia New Name
          e-mail mia@example.com → mia.new@example.com
          surname Old → New Name
          external id (none) → E7
          Mia New Name differs from the roster (row 3) in e-mail
          and name.

    Recover 1
      ^ recover rob@example.com  Rob Ray  removed → active
          Rob Ray is assigned (row 4) and was removed.

    Unsuspend 1
      > unsuspend una@example.com  suspended → active
          Because a test wants it.

    Provision 1
      + provision pia@example.com  Pia Paz  no account → invited
          Pia Paz is assigned through engineering (row 6) and
          has no Dropbox account on the team.
      Not silent: Dropbox sends this person a welcome e-mail;
      they must accept the invitation and choose a password.

    Suspend 1
      ! SUSPEND sam@example.com  active → suspended
          DELETES THE DATA ON LINKED DEVICES
          Because a test wants it.
      Suspended people are signed out everywhere and keep their
      licence; Dropbox tells them by e-mail.

    Deprovision 4
      - REMOVE leo@example.com  Leo Lund  active → removed
          DELETES THE DATA ON LINKED DEVICES
          Because a test wants it. Can be undone until
          2026-03-09 10:00 UTC.
      - DOWNGRADE dan@example.com  active → removed
          Because a test wants it.
      - SUSPEND sue@example.com  active → suspended
          Because a test wants it.
      - WITHDRAW INVITATION ivy@example.com  invited → removed
          Because a test wants it.
      Removed accounts can be recovered until 2026-03-09 10:00
      UTC; before that the same e-mail cannot be provisioned
      anew.
      Downgraded accounts go on as personal ones outside the
      team and cannot be recovered.

    Provision 2
      + provision wes@example.com  no account → invited
          after a removal of this plan has freed a licence
          Because a test wants it.
      + provision bea@example.com  no account → invited
          buys a licence
          Because a test wants it.
      Not silent: Dropbox sends these 2 people a welcome e-mail;
      they must accept the invitation and choose a password.

    Left alone 1
      = cfo@example.com  no deprovision: protected
          cfo@example.com matches safety.protect.

    Blocked 1
      ? old@example.com
          no recover: recoverable_until  from 2026-03-09 10:00
          UTC
          Dropbox keeps the address reserved until then.

    Not enabled
      groups would touch 1 person: not supported yet
      roles would touch 2 people: not supported yet

    Plan: 3 to provision, 1 to recover, 1 to unsuspend, 1 to
    update, 1 to suspend, 4 to deprovision; 1 unchanged, 1 left
    alone, 1 blocked.
    "
  `);
});

test('the whole diff at 200 columns', () => {
  expect(diffOf(200)).toMatchInlineSnapshot(`
    "Team    Acme, 3 members
    Seats   10 owned, 3 used, 7 free; this plan takes 4 and frees 3, then 4 used, 1 licence to be BOUGHT
    Roster  roster.csv: 3 people, 1 assigned, 1 suspended, 1 unassigned

    Legend  ~ update   ^ recover   > unsuspend   + provision   ! suspend   - deprovision

    Update 1
      ~ update mia.new@example.com  Mia New Name  e-mail mia@example.com → mia.new@example.com  surname Old → New Name  external id (none) → E7
          Mia New Name differs from the roster (row 3) in e-mail and name.

    Recover 1
      ^ recover rob@example.com  Rob Ray  removed → active
          Rob Ray is assigned (row 4) and was removed.

    Unsuspend 1
      > unsuspend una@example.com  suspended → active
          Because a test wants it.

    Provision 1
      + provision pia@example.com  Pia Paz  no account → invited
          Pia Paz is assigned through engineering (row 6) and has no Dropbox account on the team.
      Not silent: Dropbox sends this person a welcome e-mail; they must accept the invitation and choose a password.

    Suspend 1
      ! SUSPEND sam@example.com  active → suspended
          DELETES THE DATA ON LINKED DEVICES
          Because a test wants it.
      Suspended people are signed out everywhere and keep their licence; Dropbox tells them by e-mail.

    Deprovision 4
      - REMOVE leo@example.com  Leo Lund  active → removed
          DELETES THE DATA ON LINKED DEVICES
          Because a test wants it. Can be undone until 2026-03-09 10:00 UTC.
      - DOWNGRADE dan@example.com  active → removed
          Because a test wants it.
      - SUSPEND sue@example.com  active → suspended
          Because a test wants it.
      - WITHDRAW INVITATION ivy@example.com  invited → removed
          Because a test wants it.
      Removed accounts can be recovered until 2026-03-09 10:00 UTC; before that the same e-mail cannot be provisioned anew.
      Downgraded accounts go on as personal ones outside the team and cannot be recovered.

    Provision 2
      + provision wes@example.com  no account → invited
          after a removal of this plan has freed a licence
          Because a test wants it.
      + provision bea@example.com  no account → invited
          buys a licence
          Because a test wants it.
      Not silent: Dropbox sends these 2 people a welcome e-mail; they must accept the invitation and choose a password.

    Left alone 1
      = cfo@example.com  no deprovision: protected
          cfo@example.com matches safety.protect.

    Blocked 1
      ? old@example.com  no recover: recoverable_until  from 2026-03-09 10:00 UTC
          Dropbox keeps the address reserved until then.

    Not enabled
      groups would touch 1 person: not supported yet
      roles would touch 2 people: not supported yet

    Plan: 3 to provision, 1 to recover, 1 to unsuspend, 1 to update, 1 to suspend, 4 to deprovision; 1 unchanged, 1 left alone, 1 blocked.
    "
  `);
});

/** A line may be too long only when there was no place to break it. */
function tooLong(text: string, width: number): string[] {
  return text.split('\n').filter((line) => line.length > width && line.trim().includes(' '));
}

test.each([60, 80, 200])('every line fits %i columns, unless a single word does not', (width) => {
  const plan = everything();
  const long = planWith(
    [
      provision(`${'long.local.part.'.repeat(4)}@example.com`, {
        name: 'A Name Of Many Words '.repeat(4).trim(),
      }),
      update(
        'u@x.org',
        { surname: 'Several Words '.repeat(5).trim() },
        { surname: 'Other Words '.repeat(6).trim() },
      ),
    ],
    { kept: plan.kept, blocked: plan.blocked, disabled: { ...plan.disabled, deprovision: 123_456 } },
  );
  const source = 'a roster in a folder with a very long name/roster of march.csv';
  const fields = { origin: { source, format: 'csv', sha256: '' } } as const;
  for (const one of [plan, long]) {
    const changes = one.changes;
    const failed = new Map(
      changes.map(
        ({ id }) =>
          [
            id,
            { status: 'failed', error: { code: 'some_code', message: 'Dropbox says no. '.repeat(9).trim() } },
          ] as const,
      ),
    );
    const applied = { changes, results: failed, verified: false, differences: ['provision:x@x.org'] };
    expect(tooLong(renderDiff(reportOf(one, fields), plain(width)), width)).toEqual([]);
    expect(tooLong(renderResult(reportOf(one, { applied }), plain(width)), width)).toEqual([]);
  }
});

test('a terminal that tells no width, or a silly one, still gets readable lines', () => {
  for (const width of [0, 10])
    expect(tooLong(renderDiff(reportOf(everything()), plain(width)), 40)).toEqual([]);
});
